// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Inline;
import org.freestore.Length;
import org.freestore.LongArray;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// Too large for a block of a slab.
@Struct
interface Bulk {
  int serial();

  void serial(int value);

  @Length(300)
  LongArray payload();

  @Inline
  Tracked middle();

  String title();

  void title(String value);

  @Nullable Bulk peer();

  void peer(@Nullable Bulk value);

  @Constructor
  static void construct(Bulk self) {
    self.serial(Journal.current().nextSerial());
    self.title("bulk");
    Journal.current().born("Bulk", self.serial());
  }

  @Destructor
  static void destroy(Bulk self) {
    Journal.current().died("Bulk", self.serial());
  }
}
