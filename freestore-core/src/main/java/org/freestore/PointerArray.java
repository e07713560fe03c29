// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.invoke.VarHandle;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// An array of pointers to objects in a [FreeStore]: `new T*[n]`. What holds for every array says
/// [StoreArray].
///
/// Elements start as `null`. The array does not own what they point to: deleting it deletes none of
/// the objects, and deleting an object leaves a pointer that dangles, whose use throws
/// [UseAfterDeleteException].
///
/// @param <T> the struct pointed to
public final class PointerArray<T> extends StoreArray {
  private static final int SHIFT = 3;

  private final StructType<T> type;

  PointerArray(StructType<T> type, long reference, long address, long length) {
    super(reference, address, length);
    this.type = type;
  }

  PointerArray(StructType<T> type, long reference) {
    super(
        reference,
        ArrayMemory.address(reference, Long.BYTES),
        ArrayMemory.length(reference, type.id(), Header.POINTERS));
    this.type = type;
  }

  static <T> PointerArray<T> createIn(MemoryResource resource, StructType<T> type, long length) {
    long flags = Header.TRIVIAL | Header.POINTERS;
    return new PointerArray<>(
        type, ArrayMemory.create(resource, type.id(), flags, Long.BYTES, Long.BYTES, length));
  }

  /// Returns the type of what the elements point to.
  public StructType<T> type() {
    return type;
  }

  /// Returns what an element points to, or `null`. Where the struct is polymorphic, this is a
  /// reference of the type that the object has at run time. Whether that object is alive is checked
  /// when it is used.
  ///
  /// @param index from 0 to less than the length
  /// @throws IndexOutOfBoundsException if the index is none
  /// @throws UseAfterDeleteException if the array was deleted
  public @Nullable T get(long index) {
    long pointee = Memory.getLong(element(index));
    VarHandle.loadLoadFence();
    if (Reference.isStale(reference)) {
      throw staleRead(type, reference, address, length, index);
    }
    return Pointers.pointer(type, pointee);
  }

  /// Makes an element point to an object, or to nothing.
  ///
  /// @param index from 0 to less than the length
  /// @throws IndexOutOfBoundsException if the index is none
  /// @throws UseAfterDeleteException if the array was deleted
  /// @throws IllegalArgumentException if `pointee` is a part of an object, or an element
  /// @throws TypeMismatchException if `pointee` is not an object of the struct
  public void set(long index, @Nullable T pointee) {
    long value = referenceTo(pointee);
    if (Reference.isStale(reference)) {
      throw staleWrite(type, reference, address, length, index);
    }
    Memory.putLong(element(index), value);
  }

  /// Makes an element point to an object if it points to `expected`, atomically, with the memory
  /// effects of `volatile`.
  ///
  /// @return whether it did
  /// @throws IndexOutOfBoundsException as [#set(long, Object)]
  /// @throws UseAfterDeleteException as [#set(long, Object)]
  /// @throws IllegalArgumentException as [#set(long, Object)]
  /// @throws TypeMismatchException as [#set(long, Object)]
  public boolean compareAndSet(long index, @Nullable T expected, @Nullable T pointee) {
    long from = referenceTo(expected);
    long to = referenceTo(pointee);
    if (Reference.isStale(reference)) {
      throw staleWrite(type, reference, address, length, index);
    }
    return Memory.compareAndSetLong(element(index), from, to);
  }

  /// Makes every element `null`.
  ///
  /// @throws UseAfterDeleteException if the array was deleted
  public void clear() {
    ArrayMisuses.requireRange(this, 0, 0);
    Memory.fill(address, length * Long.BYTES, (byte) 0);
  }

  /// Copies elements of another array, or of this one, to this: also where the ranges overlap. What
  /// they point to is not copied.
  ///
  /// @param sourceIndex the first to copy
  /// @param index where it goes
  /// @param count how many
  /// @throws IndexOutOfBoundsException if either range is not within its array
  /// @throws UseAfterDeleteException if either array was deleted
  public void copyFrom(PointerArray<T> source, long sourceIndex, long index, long count) {
    copyFromArray(source, sourceIndex, index, count);
  }

  private long referenceTo(@Nullable T pointee) {
    return pointee == null ? 0 : Pointers.referenceTo(Misuses.requireStruct(type, pointee));
  }

  private long element(long index) {
    if (Long.compareUnsigned(index, length) >= 0) {
      throw indexOutOfBounds(type, reference, address, length, index);
    }
    return Memory.bounded(address + (index << SHIFT));
  }

  private static RuntimeException indexOutOfBounds(
      StructType<?> type, long reference, long address, long length, long index) {
    return ArrayMisuses.index(new PointerArray<>(type, reference, address, length), index);
  }

  private static RuntimeException staleRead(
      StructType<?> type, long reference, long address, long length, long index) {
    return ArrayMisuses.read(new PointerArray<>(type, reference, address, length), index);
  }

  private static RuntimeException staleWrite(
      StructType<?> type, long reference, long address, long length, long index) {
    return ArrayMisuses.write(new PointerArray<>(type, reference, address, length), index);
  }

  @Override
  public long elementBytes() {
    return Long.BYTES;
  }

  @Override
  String typeName() {
    return type.simpleName() + "*[]";
  }

  @Override
  boolean isType(long header) {
    return ArrayMemory.isArray(header, type.id(), Header.POINTERS);
  }

  @Override
  boolean holdsReferences() {
    return true;
  }
}
