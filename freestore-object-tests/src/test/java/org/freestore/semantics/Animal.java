// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.FreeStore;
import org.freestore.Struct;

/// A polymorphic base whose constructor and destructor call a virtual method.
@Struct(polymorphic = true)
interface Animal {
  int age();

  void age(int value);

  default String voice() {
    return "...";
  }

  /// Not overridden: calls what is.
  default String twice() {
    return voice() + voice();
  }

  /// Says what an object is at this moment.
  static String look(Animal self) {
    return FreeStore.typeOf(self).simpleName() + " " + self.voice();
  }

  @Constructor
  static void construct(Animal self) {
    Journal.note("Animal: " + look(self));
  }

  @Destructor
  static void destroy(Animal self) {
    Journal.note("~Animal: " + look(self));
  }
}
