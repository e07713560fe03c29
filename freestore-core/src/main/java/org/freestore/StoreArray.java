// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;

/// A reference to an array in a [FreeStore], of a length that is chosen when it is created: `new
/// T[n]` (\[expr.new\]).
///
/// An array is created by the `create` of its class, or by [FreeStore#createArray(Class, long)] and
/// [FreeStore#createPointerArray(Class, long)], and deleted by [FreeStore#deleteArray(Object)]. Its
/// elements start as zeros, or are constructed. One that is embedded in a struct ([Length]) is a
/// part of that object and lives and dies with it. Lengths and indices are `long`; an array of
/// length 0 is an array like any other.
///
/// **Misuse.** Each access checks the index, and that the array is alive: a read after the value
/// was loaded, a write before. Once the array is deleted, every access through any reference to it
/// throws [UseAfterDeleteException], whatever the index is.
///
/// **Threads.** Elements may be read and written by any thread; such accesses are plain, as those
/// of a Java array are. An access that races with the array's deletion is a data race, as in C++: a
/// read returns the old value or throws, a write may land in the next object at that place.
///
/// **Cost.** Up to 1 KiB an array is one block, with 16 bytes before its elements; a larger one is
/// two: 24 bytes and its elements, which are aligned to 16 bytes at least.
public abstract sealed class StoreArray extends StoreObject
    permits BooleanArray,
        ByteArray,
        ShortArray,
        CharArray,
        IntArray,
        LongArray,
        FloatArray,
        DoubleArray,
        StructArray,
        PointerArray {
  /// Up to here a pattern is doubled; a copy from what is in the cache already is the fastest.
  private static final long MOST_DOUBLED_BYTES = 16 << 10;

  /// Never negative; 0 also where the handle was made of a stored pointer to an array that was
  /// gone.
  final long length;

  StoreArray(long reference, long address, long length) {
    super(reference, address);
    this.length = length;
  }

  /// Makes the handle for an array that a stored pointer points to; where the array is gone, one
  /// whose every use is an error.
  StoreArray(long reference, ArrayType type) {
    this(
        reference,
        ArrayMemory.address(reference, type.elementBytes()),
        ArrayMemory.length(reference, type.id(), 0));
  }

  /// Returns the handle that fits what the header says of a live array.
  static StoreArray at(long reference) {
    long header = Reference.header(reference);
    ArrayType primitive = ArrayType.byId(Header.type(header));
    if (primitive != null) {
      return primitive.handle(
          reference,
          ArrayMemory.address(reference, primitive.elementBytes()),
          ArrayMemory.length(reference, primitive.id(), 0));
    }
    StructType<?> type = Objects.requireNonNull(StructTypes.byId(Header.type(header)));
    return Header.has(header, Header.POINTERS)
        ? new PointerArray<>(type, reference)
        : new StructArray<>(type, reference);
  }

  /// Returns the number of elements.
  ///
  /// @throws UseAfterDeleteException if the array was gone already when a stored pointer to it was
  ///   followed, so that its length is not known
  public final long length() {
    return length != 0 ? length : lengthOfEmpty();
  }

  private long lengthOfEmpty() {
    if (Reference.isStale(reference)) {
      throw ArrayMisuses.read(this, 0);
    }
    return 0;
  }

  /// Returns the size of an element, in bytes.
  public abstract long elementBytes();

  /// Returns the size of all elements together, in bytes.
  public final long byteSize() {
    return length() * elementBytes();
  }

  /// Returns a segment over the elements that lives as long as `arena`, and is accessible from the
  /// threads that `arena` allows. It is read-only where the elements contain pointers or texts,
  /// which the store keeps track of.
  ///
  /// A segment outlives its array in this way: when the array is deleted, every reference to it is
  /// dead at once, but its memory is kept until the last arena is closed with which there is a
  /// segment over it. So no segment ever shows another object. With [Arena#global()] the memory is
  /// never used again.
  ///
  /// Opening a segment while another thread deletes the array is a data race.
  ///
  /// @throws UseAfterDeleteException if the array was deleted
  /// @throws IllegalStateException if the arena is closed
  /// @throws WrongThreadException if the arena does not belong to the calling thread
  public final MemorySegment segment(Arena arena) {
    MemorySegment segment = Views.of(this, address, byteSize(), arena);
    return holdsReferences() ? segment.asReadOnly() : segment;
  }

  abstract String typeName();

  /// Returns whether the header is that of an array of this handle's type.
  abstract boolean isType(long header);

  /// Returns whether the elements contain what must not be overwritten.
  abstract boolean holdsReferences();

  /// Destroys the elements, in reverse order.
  void destroyElements() {}

  /// Returns the address of an element, or of what would be one behind the array.
  final long elementAddress(long index) {
    return address + index * elementBytes();
  }

  /// Fills a range with copies of its first element, which is written already.
  final void repeatFirst(long index, long count) {
    long start = elementAddress(index);
    long byteSize = count * elementBytes();
    long filled = Math.min(elementBytes(), byteSize);
    while (filled < byteSize) {
      long chunk = Math.min(Math.min(filled, MOST_DOUBLED_BYTES), byteSize - filled);
      Memory.copy(start, start + filled, chunk);
      filled += chunk;
    }
  }

  /// Copies elements of a Java array of the same primitive type.
  final void copyFromJava(
      ArrayType type, Object source, int sourceLength, int sourceIndex, long index, int count) {
    Objects.checkFromIndexSize(sourceIndex, count, sourceLength);
    ArrayMisuses.requireRange(this, index, count);
    Memory.copyFromArray(source, sourceIndex, type.layout(), elementAddress(index), count);
  }

  /// Copies elements to a Java array of the same primitive type. They are believed only if the
  /// array was alive after they were read.
  final void copyToJava(
      ArrayType type, long index, Object target, int targetLength, int targetIndex, int count) {
    Objects.checkFromIndexSize(targetIndex, count, targetLength);
    ArrayMisuses.requireRange(this, index, count);
    Memory.copyToArray(elementAddress(index), type.layout(), target, targetIndex, count);
    requireAliveAfterRead(index);
  }

  final void requireAliveAfterRead(long index) {
    if (Reference.isStale(reference)) {
      throw ArrayMisuses.read(this, index);
    }
  }

  /// Copies elements of an array of the same type, which may be this one.
  final void copyFromArray(StoreArray source, long sourceIndex, long index, long count) {
    ArrayMisuses.requireRange(source, sourceIndex, count);
    ArrayMisuses.requireRange(this, index, count);
    Memory.copy(source.elementAddress(sourceIndex), elementAddress(index), count * elementBytes());
    source.requireAliveAfterRead(sourceIndex);
  }

  /// Returns the index of the first element whose bytes differ from those of another array's.
  final long mismatchingIndex(StoreArray other) {
    ArrayMisuses.requireRange(this, 0, 0);
    ArrayMisuses.requireRange(other, 0, 0);
    long offset =
        Memory.segment(address, length * elementBytes())
            .mismatch(Memory.segment(other.address, other.length * elementBytes()));
    requireAliveAfterRead(0);
    other.requireAliveAfterRead(0);
    return offset < 0 ? -1 : offset / elementBytes();
  }

  /// Returns the length of a Java array with the same elements.
  final int javaLength() {
    if (length() > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException(
          "array is too long for a Java array: length=" + length + " of " + Words.describe(this));
    }
    return (int) length;
  }
}
