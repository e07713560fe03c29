// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Struct;

/// Knows its owners.
@Struct(sharedFromThis = true)
interface Member {
  int number();

  void number(int value);

  @Constructor
  static void construct(Member self) {
    self.number(Journal.nextNumber());
  }

  @Destructor
  static void destroy(Member self) {
    Journal.note("~Member(" + self.number() + ")");
  }
}
