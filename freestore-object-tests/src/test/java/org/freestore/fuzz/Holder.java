// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.IntArray;
import org.freestore.Owned;
import org.freestore.PointerArray;
import org.freestore.Struct;
import org.freestore.StructArray;
import org.jspecify.annotations.Nullable;

/// Owns whatever can be owned.
@Struct
interface Holder {
  int serial();

  void serial(int value);

  @Owned
  @Nullable Shape shape();

  void shape(@Nullable Shape value);

  @Owned
  @Nullable IntArray numbers();

  void numbers(@Nullable IntArray value);

  @Owned
  @Nullable StructArray<Tracked> crowd();

  void crowd(@Nullable StructArray<Tracked> value);

  @Owned
  @Nullable PointerArray<Node> nodes();

  void nodes(@Nullable PointerArray<Node> value);

  @Owned
  @Nullable Bulk bulk();

  void bulk(@Nullable Bulk value);

  @Owned
  @Nullable Tracked extra();

  void extra(@Nullable Tracked value);

  @Constructor
  static void construct(Holder self) {
    self.serial(Journal.current().nextSerial());
    Journal.current().born("Holder", self.serial());
  }

  /// What it owns already is deleted if the constructor fails after that.
  @Constructor
  static void construct(Holder self, int length) {
    self.serial(Journal.current().nextSerial());
    self.extra(TrackedStruct.create());
    self.crowd(TrackedStruct.createArray(length % 5));
    Journal.current().born("Holder", self.serial());
  }

  @Destructor
  static void destroy(Holder self) {
    Journal.current().died("Holder", self.serial());
  }
}
