// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Owned;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// At the end of a chain; owns its toy.
@Struct
interface Puppy extends Dog {
  @Owned
  @Nullable Part toy();

  void toy(@Nullable Part value);

  @Override
  default String voice() {
    return "yip";
  }

  @Constructor
  static void construct(Puppy self) {
    self.toy(PartStruct.create());
    Journal.note("Puppy: " + Animal.look(self));
  }

  @Destructor
  static void destroy(Puppy self) {
    Journal.note("~Puppy: " + Animal.look(self));
  }
}
