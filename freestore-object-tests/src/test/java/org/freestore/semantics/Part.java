// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Struct;

/// What others consist of. Numbered in the order of construction.
@Struct
interface Part {
  int number();

  void number(int value);

  @Constructor
  static void construct(Part self) {
    numbered(self, Journal.nextNumber());
  }

  @Constructor
  static void numbered(Part self, int number) {
    self.number(number);
    Journal.note("Part(" + number + ")");
  }

  @Destructor
  static void destroy(Part self) {
    Journal.note("~Part(" + self.number() + ")");
  }
}
