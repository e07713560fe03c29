// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.invoke.VarHandle;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// An array of `float` in a [FreeStore]: `new float[n]`. What holds for every array says
/// [StoreArray].
///
/// ```java
/// FloatArray values = FloatArray.create(n);
/// values.set(0, value);
/// FreeStore.deleteArray(values);
/// ```
public final class FloatArray extends StoreArray {
  FloatArray(long reference, long address, long length) {
    super(reference, address, length);
  }

  FloatArray(long reference) {
    super(reference, ArrayType.FLOAT);
  }

  /// Creates an array of zeros in the global store.
  ///
  /// @param length the number of elements, 0 or more
  /// @throws BadArrayLengthException if `length` is negative, or so large that no memory can hold
  ///   the array; nothing was allocated
  /// @throws OutOfFreeStoreException if there is no memory, and no new-handler helped
  /// @throws IllegalStateException as [FreeStore#global()]
  public static FloatArray create(long length) {
    return createIn(FreeStore.global(), length);
  }

  /// Creates an array of zeros in a resource.
  ///
  /// @throws BadArrayLengthException as [#create(long)]
  /// @throws OutOfFreeStoreException as [#create(long)]
  /// @throws IllegalStateException if the resource is closed
  /// @throws UnsupportedOperationException if the resource does not hold arrays: a [Storage]
  public static FloatArray createIn(MemoryResource resource, long length) {
    long reference =
        ArrayMemory.create(
            resource, ArrayType.FLOAT.id(), Header.TRIVIAL, Float.BYTES, Float.BYTES, length);
    return new FloatArray(reference);
  }

  /// Creates an array of zeros in the global store, or returns `null` where there is no memory, or
  /// can be none for such a length: `new (std::nothrow) float[n]` (\[expr.new\]).
  public static @Nullable FloatArray tryCreate(long length) {
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
  public float get(long index) {
    float value = Memory.getFloat(element(index));
    VarHandle.loadLoadFence();
    if (Reference.isStale(reference)) {
      throw ArrayMisuses.read(ArrayType.FLOAT, reference, address, length, index);
    }
    return value;
  }

  /// Sets an element.
  ///
  /// @param index from 0 to less than the length
  /// @throws IndexOutOfBoundsException if the index is none
  /// @throws UseAfterDeleteException if the array was deleted
  public void set(long index, float value) {
    if (Reference.isStale(reference)) {
      throw ArrayMisuses.write(ArrayType.FLOAT, reference, address, length, index);
    }
    Memory.putFloat(element(index), value);
  }

  private long element(long index) {
    if (Long.compareUnsigned(index, length) >= 0) {
      throw ArrayMisuses.index(ArrayType.FLOAT, reference, address, length, index);
    }
    return Memory.bounded(address + (index << 2));
  }

  /// Sets every element to a value.
  ///
  /// @throws UseAfterDeleteException if the array was deleted
  public void fill(float value) {
    fill(0, length(), value);
  }

  /// Sets a range of elements to a value.
  ///
  /// @param index the first
  /// @param count how many
  /// @throws IndexOutOfBoundsException if the range is not within the array
  /// @throws UseAfterDeleteException if the array was deleted
  public void fill(long index, long count, float value) {
    ArrayMisuses.requireRange(this, index, count);
    if (count > 0) {
      Memory.putFloat(element(index), value);
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
  public void copyFrom(float[] source, int sourceIndex, long index, int count) {
    copyFromJava(ArrayType.FLOAT, source, source.length, sourceIndex, index, count);
  }

  /// Copies elements of another array, or of this one, to this: also where the ranges overlap.
  ///
  /// @param sourceIndex the first to copy
  /// @param index where it goes
  /// @param count how many
  /// @throws IndexOutOfBoundsException if either range is not within its array
  /// @throws UseAfterDeleteException if either array was deleted
  public void copyFrom(FloatArray source, long sourceIndex, long index, long count) {
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
  public void copyTo(long index, float[] target, int targetIndex, int count) {
    copyToJava(ArrayType.FLOAT, index, target, target.length, targetIndex, count);
  }

  /// Returns the elements as a new Java array.
  ///
  /// @throws IllegalStateException if there are more than a Java array can have
  /// @throws UseAfterDeleteException if the array was deleted
  public float[] toArray() {
    float[] elements = new float[javaLength()];
    copyTo(0, elements, 0, elements.length);
    return elements;
  }

  /// Returns the index of the first element that differs from another array's at that index; the
  /// shorter length where one array is the beginning of the other; -1 where they are the same.
  /// Numbers are compared by their bits: `NaN` equals itself, and -0 differs from 0.
  ///
  /// @throws UseAfterDeleteException if either array was deleted
  public long mismatch(FloatArray other) {
    return mismatchingIndex(other);
  }

  @Override
  public long elementBytes() {
    return Float.BYTES;
  }

  @Override
  String typeName() {
    return "FloatArray";
  }

  @Override
  boolean isType(long header) {
    return ArrayMemory.isArray(header, ArrayType.FLOAT.id(), 0);
  }

  @Override
  boolean holdsReferences() {
    return false;
  }
}
