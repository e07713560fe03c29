// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Struct;

/// A base that is not polymorphic.
@Struct
interface Plant {
  int serial();

  void serial(int value);

  String species();

  void species(String value);

  @Constructor
  static void construct(Plant self) {
    self.serial(Journal.current().nextSerial());
    self.species("plant");
    Journal.current().born("Plant", self.serial());
  }

  @Destructor
  static void destroy(Plant self) {
    Journal.current().died("Plant", self.serial());
  }
}
