// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.jspecify.annotations.Nullable;

/// What a header says of its object's type, whatever it is the header of.
///
/// @param name the type, or the elements', as the Java language writes it; an asterisk behind it
///   says that elements are pointers
/// @param byteSize of the payload or, of an array, of an element; -1 where that is not the type's
/// @param byteAlignment of the payload or of an element
/// @param type the struct, or the elements', or null
record HeaderType(String name, long byteSize, long byteAlignment, @Nullable StructType<?> type) {

  /// Returns what a header says. Of a freed array's header it cannot be told whether its elements
  /// were pointers: they are taken for structs.
  static HeaderType of(long header) {
    StructType<?> type = StructTypes.byId(Header.type(header));
    if (type != null) {
      return of(type);
    }
    return ofOther(Header.kind(header), Header.type(header));
  }

  static HeaderType of(StructType<?> type) {
    return new HeaderType(type.name(), type.byteSize(), type.byteAlignment(), type);
  }

  /// Returns the type of the elements of an array that a handle is of.
  static HeaderType ofElements(StoreArray array) {
    return switch (array) {
      case StructArray<?> structs -> of(structs.type());
      case PointerArray<?> pointers -> ofPointers(pointers.type());
      case BooleanArray _ -> of(ArrayType.BOOLEAN);
      case ByteArray _ -> of(ArrayType.BYTE);
      case ShortArray _ -> of(ArrayType.SHORT);
      case CharArray _ -> of(ArrayType.CHAR);
      case IntArray _ -> of(ArrayType.INT);
      case LongArray _ -> of(ArrayType.LONG);
      case FloatArray _ -> of(ArrayType.FLOAT);
      case DoubleArray _ -> of(ArrayType.DOUBLE);
    };
  }

  private static HeaderType of(ArrayType type) {
    long bytes = type.elementBytes();
    return new HeaderType(type.layout().carrier().getName(), bytes, bytes, null);
  }

  static HeaderType ofPointers(StructType<?> pointee) {
    return new HeaderType(pointee.name() + "*", Long.BYTES, Long.BYTES, null);
  }

  private static HeaderType ofOther(Kind kind, int id) {
    ArrayType primitive = ArrayMemory.isArray(kind) ? ArrayType.byId(id) : null;
    return primitive == null ? new HeaderType("", -1, 1, null) : of(primitive);
  }
}
