// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Struct;
import org.freestore.Virtual;

/// An abstract polymorphic base. Its constructor and destructor call a virtual method, which must
/// be the one of the part that is being constructed or destroyed.
@Struct(polymorphic = true)
interface Shape {
  int serial();

  void serial(int value);

  String tag();

  void tag(String value);

  @Virtual
  long area();

  default String kindName() {
    return "Shape";
  }

  @Constructor
  static void construct(Shape self) {
    self.serial(Journal.current().nextSerial());
    self.tag("shape");
    Journal.current().born(self.kindName(), self.serial());
  }

  @Constructor
  static void construct(Shape self, int size) {
    self.serial(Journal.current().nextSerial());
    self.tag("size " + size);
    Journal.current().born(self.kindName(), self.serial());
  }

  @Destructor
  static void destroy(Shape self) {
    Journal.current().died(self.kindName(), self.serial());
  }
}
