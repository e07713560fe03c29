// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Inline;
import org.freestore.Struct;

/// In the middle of a chain; with a part.
@Struct
interface Dog extends Animal {
  @Inline
  Part collar();

  @Override
  default String voice() {
    return "woof";
  }

  @Constructor
  static void construct(Dog self) {
    Journal.note("Dog: " + Animal.look(self));
  }

  @Destructor
  static void destroy(Dog self) {
    Journal.note("~Dog: " + Animal.look(self));
  }
}
