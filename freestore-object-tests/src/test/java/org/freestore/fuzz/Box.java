// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.BooleanArray;
import org.freestore.ByteArray;
import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.DoubleArray;
import org.freestore.Inline;
import org.freestore.Length;
import org.freestore.LongArray;
import org.freestore.PointerArray;
import org.freestore.Struct;
import org.freestore.StructArray;

/// Embeds whatever can be embedded.
@Struct
interface Box {
  int serial();

  void serial(int value);

  @Inline
  Point corner();

  void corner(Point value);

  @Inline
  Tracked first();

  void first(Tracked value);

  String name();

  void name(String value);

  @Length(3)
  LongArray longs();

  @Length(7)
  ByteArray bytes();

  @Length(5)
  BooleanArray flags();

  @Length(2)
  DoubleArray doubles();

  @Length(2)
  StructArray<Tracked> parts();

  @Length(3)
  StructArray<Point> points();

  @Length(2)
  PointerArray<Node> links();

  @Inline
  Tracked last();

  @Constructor
  static void construct(Box self) {
    self.serial(Journal.current().nextSerial());
    self.name("box");
    Journal.current().born("Box", self.serial());
  }

  @Destructor
  static void destroy(Box self) {
    Journal.current().died("Box", self.serial());
  }
}
