// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// An array of `boolean` in a [FreeStore]: `new boolean[n]`. What holds for every array says
/// [StoreArray].
///
/// ```java
/// BooleanArray values = BooleanArray.create(n);
/// values.set(0, value);
/// FreeStore.deleteArray(values);
/// ```
public final class BooleanArray extends StoreArray {
  BooleanArray(long reference, long address, long length) {
    super(reference, address, length);
  }

  BooleanArray(long reference) {
    super(reference, ArrayType.BOOLEAN);
  }

  /// Creates an array of zeros in the global store.
  ///
  /// @param length the number of elements, 0 or more
  /// @throws BadArrayLengthException if `length` is negative, or so large that no memory can hold
  ///   the array; nothing was allocated
  /// @throws OutOfFreeStoreException if there is no memory, and no new-handler helped
  /// @throws IllegalStateException as [FreeStore#global()]
  public static BooleanArray create(long length) {
    return createIn(FreeStore.global(), length);
  }

  /// Creates an array of zeros in a resource.
  ///
  /// @throws BadArrayLengthException as [#create(long)]
  /// @throws OutOfFreeStoreException as [#create(long)]
  /// @throws IllegalStateException if the resource is closed
  /// @throws UnsupportedOperationException if the resource does not hold arrays: a [Storage]
  public static BooleanArray createIn(MemoryResource resource, long length) {
    long reference =
        ArrayMemory.create(
            resource, ArrayType.BOOLEAN.id(), Header.TRIVIAL, Byte.BYTES, Byte.BYTES, length);
    return new BooleanArray(reference);
  }

  /// Creates an array of zeros in the global store, or returns `null` where there is no memory, or
  /// can be none for such a length: `new (std::nothrow) boolean[n]` (\[expr.new\]).
  public static @Nullable BooleanArray tryCreate(long length) {
    try {
      return create(length);
    } catch (OutOfFreeStoreException e) {
      return null;
    }
  }

  /// Returns an element.
  ///
  /// @param index from 0 to less than the length
  /// @throws IndexOutOfBoundsException if the index is none
  /// @throws UseAfterDeleteException if the array was deleted
  public boolean get(long index) {
    boolean value = Memory.getBoolean(element(index));
    VarHandle.loadLoadFence();
    if (Reference.isStale(reference)) {
      throw ArrayMisuses.read(ArrayType.BOOLEAN, reference, address, length, index);
    }
    return value;
  }

  /// Sets an element.
  ///
  /// @param index from 0 to less than the length
  /// @throws IndexOutOfBoundsException if the index is none
  /// @throws UseAfterDeleteException if the array was deleted
  public void set(long index, boolean value) {
    if (Reference.isStale(reference)) {
      throw ArrayMisuses.write(ArrayType.BOOLEAN, reference, address, length, index);
    }
    Memory.putBoolean(element(index), value);
  }

  private long element(long index) {
    if (Long.compareUnsigned(index, length) >= 0) {
      throw ArrayMisuses.index(ArrayType.BOOLEAN, reference, address, length, index);
    }
    return Memory.bounded(address + index);
  }

  /// Sets every element to a value.
  ///
  /// @throws UseAfterDeleteException if the array was deleted
  public void fill(boolean value) {
    fill(0, length(), value);
  }

  /// Sets a range of elements to a value.
  ///
  /// @param index the first
  /// @param count how many
  /// @throws IndexOutOfBoundsException if the range is not within the array
  /// @throws UseAfterDeleteException if the array was deleted
  public void fill(long index, long count, boolean value) {
    ArrayMisuses.requireRange(this, index, count);
    if (count > 0) {
      Memory.putBoolean(element(index), value);
      repeatFirst(index, count);
    }
  }

  /// Copies elements of a Java array to this one.
  ///
  /// @param sourceIndex the first to copy
  /// @param index where it goes
  /// @param count how many
  /// @throws IndexOutOfBoundsException if either range is not within its array
  /// @throws UseAfterDeleteException if this array was deleted
  public void copyFrom(boolean[] source, int sourceIndex, long index, int count) {
    Objects.checkFromIndexSize(sourceIndex, count, source.length);
    ArrayMisuses.requireRange(this, index, count);
    for (int i = 0; i < count; i++) {
      Memory.putBoolean(address + index + i, source[sourceIndex + i]);
    }
  }

  /// Copies elements of another array, or of this one, to this: also where the ranges overlap.
  ///
  /// @param sourceIndex the first to copy
  /// @param index where it goes
  /// @param count how many
  /// @throws IndexOutOfBoundsException if either range is not within its array
  /// @throws UseAfterDeleteException if either array was deleted
  public void copyFrom(BooleanArray source, long sourceIndex, long index, long count) {
    copyFromArray(source, sourceIndex, index, count);
  }

  /// Copies elements of this array to a Java array.
  ///
  /// @param index the first to copy
  /// @param targetIndex where it goes
  /// @param count how many
  /// @throws IndexOutOfBoundsException if either range is not within its array
  /// @throws UseAfterDeleteException if this array was deleted; where another thread deletes it
  ///   meanwhile, the target's range is unspecified
  public void copyTo(long index, boolean[] target, int targetIndex, int count) {
    Objects.checkFromIndexSize(targetIndex, count, target.length);
    ArrayMisuses.requireRange(this, index, count);
    for (int i = 0; i < count; i++) {
      target[targetIndex + i] = Memory.getBoolean(address + index + i);
    }
    requireAliveAfterRead(index);
  }

  /// Returns the elements as a new Java array.
  ///
  /// @throws IllegalStateException if there are more than a Java array can have
  /// @throws UseAfterDeleteException if the array was deleted
  public boolean[] toArray() {
    boolean[] elements = new boolean[javaLength()];
    copyTo(0, elements, 0, elements.length);
    return elements;
  }

  /// Returns the index of the first element that differs from another array's at that index; the
  /// shorter length where one array is the beginning of the other; -1 where they are the same.
  ///
  /// @throws UseAfterDeleteException if either array was deleted
  public long mismatch(BooleanArray other) {
    return mismatchingIndex(other);
  }

  @Override
  public long elementBytes() {
    return Byte.BYTES;
  }

  @Override
  String typeName() {
    return "BooleanArray";
  }

  @Override
  boolean isType(long header) {
    return ArrayMemory.isArray(header, ArrayType.BOOLEAN.id(), 0);
  }

  @Override
  boolean holdsReferences() {
    return false;
  }
}
