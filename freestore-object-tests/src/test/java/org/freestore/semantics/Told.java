// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// Tells the console that it is destroyed, for programs that have ended by then.
@Struct
interface Told {
  @Nullable String name();

  void name(@Nullable String value);

  @Constructor
  static void construct(Told self) {}

  @Constructor
  static void named(Told self, String name) {
    self.name(name);
  }

  @Destructor
  static void destroy(Told self) {
    System.out.println("~Told " + self.name());
  }
}
