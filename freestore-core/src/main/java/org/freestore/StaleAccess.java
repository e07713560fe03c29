// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.Objects;
import org.freestore.object.Header;
import org.freestore.object.Reference;

/// The cold ends of accesses. They take what a flyweight consists of, not the flyweight: passed to
/// a call, even one that is hardly ever made, it would have to exist on the Java heap, and the
/// compiler could not do without it.
final class StaleAccess {
  private StaleAccess() {}

  /// Returns the exception for a read through a reference to an object that is gone.
  static UseAfterDeleteException read(
      StructType<?> type, long reference, long address, long offset, long byteSize) {
    return Misuses.staleRead(object(type, reference, address), offset, byteSize);
  }

  /// Returns the exception for a write through a reference to an object that is gone.
  static UseAfterDeleteException write(
      StructType<?> type, long reference, long address, long offset, long byteSize) {
    return Misuses.staleWrite(object(type, reference, address), offset, byteSize);
  }

  /// Returns where a reference to something of the type may be read in spite of its header.
  ///
  /// @param live the lower bits of the header of the type's objects
  /// @param offset from the start of the block
  /// @throws NullPointerException if the reference is 0
  /// @throws UseAfterDeleteException if the object is gone
  /// @throws TypeMismatchException if it is of another type
  static void recheckRead(long reference, long live, long offset, long byteSize) {
    StructType<?> type = requireTypeOf(reference, live);
    if (Reference.isStale(reference)) {
      throw read(type, reference, payload(type, reference), payloadOffset(type, offset), byteSize);
    }
  }

  /// Does the same for a write.
  static void recheckWrite(long reference, long live, long offset, long byteSize) {
    StructType<?> type = requireTypeOf(reference, live);
    if (Reference.isStale(reference)) {
      throw write(type, reference, payload(type, reference), payloadOffset(type, offset), byteSize);
    }
  }

  private static long payload(StructType<?> type, long reference) {
    return ObjectMemory.payload(type, reference);
  }

  private static long payloadOffset(StructType<?> type, long offset) {
    return Math.max(0, offset - type.payloadOffset());
  }

  /// Of an object that is gone nobody knows the type any more.
  private static StructType<?> requireTypeOf(long reference, long live) {
    if (reference == 0) {
      throw new NullPointerException("reference is 0");
    }
    StructType<?> expected = Objects.requireNonNull(StructTypes.byId(Header.type(live)));
    long header = Reference.header(reference);
    if (Header.isOf(header, reference) && !isObject(header, expected)) {
      throw Misuses.notAnObjectOf(reference, expected);
    }
    return expected;
  }

  private static boolean isObject(long header, StructType<?> expected) {
    StructType<?> actual = StructTypes.byId(Header.type(header));
    return actual != null
        && actual.isA(expected)
        && switch (Header.kind(header)) {
          case OBJECT, AUTOMATIC, STATIC, PLACEMENT, SHARED -> true;
          case NONE, ARRAY, AUTOMATIC_ARRAY, STATIC_ARRAY, STORAGE, TEXT, CONTROL -> false;
        };
  }

  private static StoreObject object(StructType<?> type, long reference, long address) {
    return (StoreObject) type.flyweight(reference, address);
  }
}
