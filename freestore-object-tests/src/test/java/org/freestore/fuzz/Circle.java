// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Owned;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// Extends what is polymorphic, chooses its base's constructor, owns another shape.
@Struct
interface Circle extends Shape {
  int radius();

  void radius(int value);

  @Owned
  @Nullable Shape inner();

  void inner(@Nullable Shape value);

  @Override
  default long area() {
    return 3L * radius() * radius();
  }

  @Override
  default String kindName() {
    return "Circle";
  }

  @Constructor
  static void construct(Circle self) {
    self.radius(1);
    Journal.current().born(self.kindName(), self.serial());
  }

  @Constructor(base = Constructor.Base.EXPLICIT)
  static void construct(Circle self, int radius) {
    CircleStruct.constructBase(self, 2 * radius);
    self.radius(radius);
    Journal.current().born(self.kindName(), self.serial());
  }

  @Destructor
  static void destroy(Circle self) {
    Journal.current().died(self.kindName(), self.serial());
  }
}
