// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.object.Reference;

/// The cold ends of accesses to elements. As those in [StaleAccess] they take what a handle
/// consists of, so that the compiler can do without the handle.
final class ArrayMisuses {
  private ArrayMisuses() {}

  /// Returns the exception for a read of an element of an array that is gone.
  static UseAfterDeleteException read(
      ArrayType type, long reference, long address, long length, long index) {
    return read(type.handle(reference, address, length), index);
  }

  static UseAfterDeleteException read(StoreArray array, long index) {
    return Misuses.staleRead(array, index * array.elementBytes(), array.elementBytes());
  }

  /// Returns the exception for a write of an element of an array that is gone.
  static UseAfterDeleteException write(
      ArrayType type, long reference, long address, long length, long index) {
    return write(type.handle(reference, address, length), index);
  }

  static UseAfterDeleteException write(StoreArray array, long index) {
    return Misuses.staleWrite(array, index * array.elementBytes(), array.elementBytes());
  }

  /// Returns the exception for an index that is none: of an array that is gone every index is.
  static RuntimeException index(
      ArrayType type, long reference, long address, long length, long index) {
    return index(type.handle(reference, address, length), index);
  }

  static RuntimeException index(StoreArray array, long index) {
    if (Reference.isStale(array.reference)) {
      return read(array, index);
    }
    return new IndexOutOfBoundsException(
        "index out of bounds: index="
            + index
            + " length="
            + array.length
            + " of "
            + Words.describe(array));
  }

  /// Checks a range of elements of an array that must be alive.
  ///
  /// @throws UseAfterDeleteException if it is not
  /// @throws IndexOutOfBoundsException if the range is not within it
  static void requireRange(StoreArray array, long index, long count) {
    if (Reference.isStale(array.reference)) {
      throw read(array, index);
    }
    if ((index | count) < 0 || count > array.length - index) {
      throw new IndexOutOfBoundsException(
          "range out of bounds: index="
              + index
              + " count="
              + count
              + " length="
              + array.length
              + " of "
              + Words.describe(array));
    }
  }
}
