// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Struct;

/// Says when it begins and ends.
@Struct
interface Tracked {
  int serial();

  void serial(int value);

  String label();

  void label(String value);

  @Constructor
  static void construct(Tracked self) {
    self.serial(Journal.current().nextSerial());
    self.label("tracked");
    Journal.current().born("Tracked", self.serial());
  }

  @Destructor
  static void destroy(Tracked self) {
    Journal.current().died("Tracked", self.serial());
  }
}
