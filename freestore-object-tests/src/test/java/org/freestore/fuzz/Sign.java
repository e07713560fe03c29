// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Inline;
import org.freestore.Struct;

/// Embeds polymorphic structs, one of them first of all, where the whole starts, too.
@Struct
interface Sign {
  @Inline
  Square panel();

  void panel(Square value);

  @Inline
  Circle knob();

  int serial();

  void serial(int value);

  @Constructor
  static void construct(Sign self) {
    self.serial(Journal.current().nextSerial());
    Journal.current().born("Sign", self.serial());
  }

  @Destructor
  static void destroy(Sign self) {
    Journal.current().died("Sign", self.serial());
  }
}
