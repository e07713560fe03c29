// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.freestore.object.Header;
import org.jspecify.annotations.Nullable;

/// An array of structs in a [FreeStore], one behind the other: `new T[n]`. What holds for every
/// array says [StoreArray].
///
/// ```java
/// StructArray<Car> cars = FreeStore.createArray(Car.class, n);
/// cars.get(0).speed(120);
/// FreeStore.deleteArray(cars);
/// ```
///
/// The elements are constructed by the default constructor, in increasing order, and destroyed in
/// decreasing order when the array is deleted (\[expr.new\], \[expr.delete\]). What [#get(long)]
/// returns is the element itself, not a copy of it; it dies with the array, cannot be deleted
/// alone, and no stored pointer can point to it.
///
/// @param <T> the struct
public final class StructArray<T> extends StoreArray implements Iterable<T> {
  private final StructType<T> type;

  StructArray(StructType<T> type, long reference, long address, long length) {
    super(reference, address, length);
    this.type = type;
  }

  StructArray(StructType<T> type, long reference) {
    super(
        reference,
        ArrayMemory.address(reference, type.byteAlignment()),
        ArrayMemory.length(reference, type.id(), 0));
    this.type = type;
  }

  static <T> StructArray<T> createIn(MemoryResource resource, StructType<T> type, long length) {
    Creation.requireConstructible(type);
    return createZeroed(resource, type, length).construct();
  }

  /// Returns null where there is no memory for the array; what constructors throw propagates.
  static <T> @Nullable StructArray<T> tryCreate(StructType<T> type, long length) {
    Creation.requireConstructible(type);
    StructArray<T> array;
    try {
      array = createZeroed(FreeStore.global(), type, length);
    } catch (OutOfFreeStoreException e) {
      return null;
    }
    return array.construct();
  }

  private StructArray<T> construct() {
    try {
      Parts.construct(type, reference, address, length);
      return this;
    } catch (Throwable failure) {
      throw abandon(failure);
    }
  }

  /// Creates an array whose elements the caller has to construct.
  static <T> StructArray<T> createZeroed(MemoryResource resource, StructType<T> type, long length) {
    long flags = type.isTrivial() ? Header.TRIVIAL : 0;
    return new StructArray<>(
        type,
        ArrayMemory.create(
            resource, type.id(), flags, type.strideBytes(), type.byteAlignment(), length));
  }

  /// Frees the memory of an array whose construction failed, and throws the failure unchanged.
  RuntimeException abandon(Throwable failure) {
    ObjectMemory.abandon(reference);
    throw Failures.rethrow(failure);
  }

  /// Returns the type of the elements.
  public StructType<T> type() {
    return type;
  }

  /// Returns an element. Whether the array is alive is checked when the element is used.
  ///
  /// @param index from 0 to less than the length
  /// @throws IndexOutOfBoundsException if the index is none
  public T get(long index) {
    if (Long.compareUnsigned(index, length) >= 0) {
      throw indexOutOfBounds(type, reference, address, length, index);
    }
    return type.flyweight(reference, address + index * type.strideBytes());
  }

  private static <T> RuntimeException indexOutOfBounds(
      StructType<T> type, long reference, long address, long length, long index) {
    return ArrayMisuses.index(new StructArray<>(type, reference, address, length), index);
  }

  /// Replaces an element by a copy of an object: copy assignment. The old value is destroyed first,
  /// unless the source is the element itself. Of an object of a struct that extends this one, the
  /// part that is of this one is copied.
  ///
  /// @param index from 0 to less than the length
  /// @throws IndexOutOfBoundsException if the index is none
  /// @throws TypeMismatchException if the source is not an object of this struct
  /// @throws UseAfterDeleteException if the array or the source was deleted
  public void set(long index, T source) {
    StructObject object = Misuses.requireStruct(type, source);
    ArrayMisuses.requireRange(this, index, 1);
    Parts.assign(type, this, elementAddress(index), object);
  }

  /// Replaces elements by copies of elements of another array, or of this one: as if by [#set(long,
  /// Object)] for each, in an order in which none is overwritten before it is copied.
  ///
  /// @param sourceIndex the first to copy
  /// @param index where it goes
  /// @param count how many
  /// @throws IndexOutOfBoundsException if either range is not within its array
  /// @throws UseAfterDeleteException if either array was deleted
  public void copyFrom(StructArray<T> source, long sourceIndex, long index, long count) {
    ArrayMisuses.requireRange(source, sourceIndex, count);
    ArrayMisuses.requireRange(this, index, count);
    boolean upwards = source.elementAddress(sourceIndex) >= elementAddress(index);
    for (long i = 0; i < count; i++) {
      long at = upwards ? i : count - 1 - i;
      set(index + at, source.get(sourceIndex + at));
    }
  }

  /// Returns the index of an element, or -1 for what is not an element of this array.
  public long indexOf(@Nullable T element) {
    if (!(element instanceof StructObject object) || object.reference != reference) {
      return -1;
    }
    long offset = object.address - address;
    long index = offset / type.strideBytes();
    boolean isElement = offset >= 0 && offset % type.strideBytes() == 0 && index < length;
    return isElement ? index : -1;
  }

  /// Returns the element that is `n` places behind another one, or before it where `n` is negative:
  /// `element + n` (\[expr.add\]), but checked. There is no element past the last.
  ///
  /// @throws IllegalArgumentException if `element` is not an element of this array
  /// @throws IndexOutOfBoundsException if there is no such element
  public T plus(T element, long n) {
    long index = indexOf(element);
    if (index < 0) {
      throw new IllegalArgumentException(
          "not an element of the array: element=" + element + " array=" + Words.describe(this));
    }
    if (n < -index || n >= length - index) {
      throw ArrayMisuses.index(this, n < 0 ? -1 : length);
    }
    return get(index + n);
  }

  /// Returns an iterator over the elements. It does not remove any.
  @Override
  public Iterator<T> iterator() {
    long end = length();
    return new Iterator<>() {
      private long next;

      @Override
      public boolean hasNext() {
        return next < end;
      }

      @Override
      public T next() {
        if (next >= end) {
          throw new NoSuchElementException("no more elements: length=" + end);
        }
        return get(next++);
      }
    };
  }

  @Override
  public long elementBytes() {
    return type.strideBytes();
  }

  @Override
  String typeName() {
    return type.simpleName() + "[]";
  }

  @Override
  boolean isType(long header) {
    return ArrayMemory.isArray(header, type.id(), 0);
  }

  @Override
  boolean holdsReferences() {
    return type.holdsReferences();
  }

  @Override
  void destroyElements() {
    Parts.destroy(type, reference, address, length);
  }
}
