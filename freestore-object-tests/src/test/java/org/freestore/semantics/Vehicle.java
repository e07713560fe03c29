// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Inline;
import org.freestore.Length;
import org.freestore.Owned;
import org.freestore.Struct;
import org.freestore.StructArray;
import org.jspecify.annotations.Nullable;

/// A base, embedded structs, an embedded array, an owned pointer and a text.
@Struct
@SuppressWarnings("non-polymorphic-base")
interface Vehicle extends Frame {
  @Inline
  Part engine();

  @Length(2)
  StructArray<Part> doors();

  @Owned
  @Nullable Part spare();

  void spare(@Nullable Part value);

  @Nullable String plate();

  void plate(@Nullable String value);

  @Constructor
  static void construct(Vehicle self) {
    self.plate("ÄB 12");
    self.spare(PartStruct.create());
    Journal.note("Vehicle");
  }

  @Destructor
  static void destroy(Vehicle self) {
    Journal.note("~Vehicle(" + self.plate() + ")");
  }
}
