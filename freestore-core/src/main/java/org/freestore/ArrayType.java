// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// The element types of arrays of primitives, and the numbers by which headers name them.
enum ArrayType {
  BOOLEAN(1, "BooleanArray", 0, ValueLayout.JAVA_BOOLEAN),
  BYTE(2, "ByteArray", 0, ValueLayout.JAVA_BYTE),
  SHORT(3, "ShortArray", 1, ValueLayout.JAVA_SHORT_UNALIGNED),
  CHAR(4, "CharArray", 1, ValueLayout.JAVA_CHAR_UNALIGNED),
  INT(5, "IntArray", 2, ValueLayout.JAVA_INT_UNALIGNED),
  LONG(6, "LongArray", 3, ValueLayout.JAVA_LONG_UNALIGNED),
  FLOAT(7, "FloatArray", 2, ValueLayout.JAVA_FLOAT_UNALIGNED),
  DOUBLE(8, "DoubleArray", 3, ValueLayout.JAVA_DOUBLE_UNALIGNED);

  private static final ArrayType[] TYPES = values();

  private final String typeName;
  private final int id;
  private final int shift;

  @SuppressWarnings("ImmutableEnumChecker") // layouts are immutable
  private final ValueLayout layout;

  ArrayType(int id, String typeName, int shift, ValueLayout layout) {
    this.id = id;
    this.typeName = typeName;
    this.shift = shift;
    this.layout = layout;
  }

  /// Returns the type with a number, or null for what is not an array of primitives.
  static @Nullable ArrayType byId(int id) {
    return id > 0 && id <= TYPES.length ? TYPES[id - 1] : null;
  }

  int id() {
    return id;
  }

  String typeName() {
    return typeName;
  }

  long elementBytes() {
    return 1L << shift;
  }

  /// Returns by how much an index is shifted to be an offset in bytes.
  int shift() {
    return shift;
  }

  ValueLayout layout() {
    return layout;
  }

  /// Returns a handle of an array of this type.
  StoreArray handle(long reference, long address, long length) {
    return switch (this) {
      case BOOLEAN -> new BooleanArray(reference, address, length);
      case BYTE -> new ByteArray(reference, address, length);
      case SHORT -> new ShortArray(reference, address, length);
      case CHAR -> new CharArray(reference, address, length);
      case INT -> new IntArray(reference, address, length);
      case LONG -> new LongArray(reference, address, length);
      case FLOAT -> new FloatArray(reference, address, length);
      case DOUBLE -> new DoubleArray(reference, address, length);
    };
  }
}
