// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import org.freestore.Constructor;
import org.freestore.Constructor.Base;
import org.freestore.Destructor;
import org.freestore.Struct;
import org.freestore.Virtual;

/// An abstract base; its constructor and destructor call a method that has no body there, if asked.
@Struct(polymorphic = true)
interface Shape {
  boolean measuresAtTheEnd();

  void measuresAtTheEnd(boolean value);

  @Virtual
  double area();

  /// A way to [#area()] that does not look like one.
  default String describe() {
    return "area " + area();
  }

  @Constructor
  static void construct(Shape self) {}

  @Constructor
  static void measuring(Shape self, boolean now) {
    if (now) {
      Journal.note(self.describe());
    }
    self.measuresAtTheEnd(true);
  }

  @Destructor
  static void destroy(Shape self) {
    if (self.measuresAtTheEnd()) {
      Journal.note(self.describe());
    }
  }

  /// A shape that can be created.
  @Struct
  interface Square extends Shape {
    double side();

    void side(double value);

    @Override
    default double area() {
      return side() * side();
    }

    @Constructor
    static void sized(Square self, double side) {
      self.side(side);
    }

    @Constructor(base = Base.EXPLICIT)
    static void measured(Square self, double side, boolean now) {
      Shape_SquareStruct.constructBase(self, now);
      self.side(side);
    }

    @Destructor
    static void destroy(Square self) {
      Journal.note("~Square");
    }
  }
}
