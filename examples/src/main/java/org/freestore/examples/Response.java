// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.Destructor;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// What [RequestScope] answers.
@Struct
public interface Response {
  int status();

  void status(int value);

  @Nullable String text();

  void text(@Nullable String value);

  @Destructor
  static void forget(Response self) {
    System.out.println("  forgets the response " + self.status());
  }
}
