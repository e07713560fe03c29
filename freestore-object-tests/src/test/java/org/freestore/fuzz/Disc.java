// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Inline;
import org.freestore.Struct;

/// Third of its chain; delegates from one constructor to another.
@Struct
interface Disc extends Circle {
  @Inline
  Tracked label();

  double thickness();

  void thickness(double value);

  @Override
  default String kindName() {
    return "Disc";
  }

  @Constructor
  static void construct(Disc self) {
    self.thickness(0.5);
    Journal.current().born(self.kindName(), self.serial());
  }

  @Constructor(base = Constructor.Base.DELEGATE)
  static void construct(Disc self, int thickness) {
    DiscStruct.delegate(self);
    self.thickness(thickness);
    Journal.current().born(self.kindName(), self.serial());
  }

  @Destructor
  static void destroy(Disc self) {
    Journal.current().died(self.kindName(), self.serial());
  }
}
