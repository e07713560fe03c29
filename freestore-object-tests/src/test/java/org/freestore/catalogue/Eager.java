// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import org.freestore.Constructor;
import org.freestore.Constructor.Base;
import org.freestore.Struct;

/// Uses its members before its base is constructed.
@Struct
public interface Eager extends Shape {
  int seen();

  void seen(int value);

  @Constructor(base = Base.EXPLICIT)
  static void construct(Eager self) {
    int before = self.area() + self.cornerCount(1);
    EagerStruct.constructBase(self);
    self.seen(before + 1);
  }
}
