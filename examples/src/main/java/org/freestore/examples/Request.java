// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// A request that [RequestScope] serves.
@Struct
public interface Request {
  @Nullable String path();

  void path(@Nullable String value);

  @Constructor
  static void received(Request self, String path) {
    self.path(path);
  }

  @Destructor
  static void forget(Request self) {
    System.out.println("  forgets the request for " + self.path());
  }
}
