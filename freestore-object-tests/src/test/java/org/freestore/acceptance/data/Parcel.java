// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.data;

import org.freestore.ByteArray;
import org.freestore.CharArray;
import org.freestore.IntArray;
import org.freestore.LongArray;
import org.freestore.Struct;
import org.freestore.StructArray;
import org.jspecify.annotations.Nullable;

/// A pointer variable off the Java heap: room for a pointer of every form. [Data#store(Parcel)]
/// writes the one that fits, [Data#load(Parcel)] makes a new Java object from what was written.
@Struct
public interface Parcel {
  /// Which of the others is in use: an index into [Form#ALL].
  int form();

  void form(int value);

  long address();

  void address(long value);

  long byteSize();

  void byteSize(long value);

  @Nullable ByteCell byteCell();

  void byteCell(@Nullable ByteCell value);

  @Nullable CharCell charCell();

  void charCell(@Nullable CharCell value);

  @Nullable IntCell intCell();

  void intCell(@Nullable IntCell value);

  @Nullable LongCell longCell();

  void longCell(@Nullable LongCell value);

  @Nullable TwoInts struct();

  void struct(@Nullable TwoInts value);

  @Nullable TwoIntsObject object();

  void object(@Nullable TwoIntsObject value);

  @Nullable ByteArray bytes();

  void bytes(@Nullable ByteArray value);

  @Nullable CharArray chars();

  void chars(@Nullable CharArray value);

  @Nullable IntArray ints();

  void ints(@Nullable IntArray value);

  @Nullable LongArray longs();

  void longs(@Nullable LongArray value);

  @Nullable StructArray<TwoInts> structs();

  void structs(@Nullable StructArray<TwoInts> value);

  @Nullable StructArray<TwoIntsObject> objects();

  void objects(@Nullable StructArray<TwoIntsObject> value);

  @Nullable StructArray<CharCell> charCells();

  void charCells(@Nullable StructArray<CharCell> value);
}
