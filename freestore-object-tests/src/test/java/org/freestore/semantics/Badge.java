// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// A base without a default constructor: who extends it says how it is constructed.
@Struct
interface Badge {
  @Nullable String name();

  void name(@Nullable String value);

  @Constructor
  static void named(Badge self, String name) {
    self.name(name);
    Journal.note("Badge(" + name + ")");
  }

  @Constructor
  static void numbered(Badge self, int number) {
    self.name("no " + number);
    Journal.note("Badge(" + number + ")");
  }

  @Destructor
  static void destroy(Badge self) {
    Journal.note("~Badge(" + self.name() + ")");
  }
}
