// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.freestore.heap.ObjectFastPath;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// A reference to an object of a [Struct]: what the classes extend that `freestore-processor`
/// writes.
///
/// Its protected methods are for those classes. Each access checks that the object is alive: reads
/// first load the value and then compare generations, so that what they return was the object's
/// even if another thread deletes it at that moment; writes compare first. A write that races with
/// a delete is a data race, as in C++, that may land in the next object at that place.
///
/// Offsets are in bytes from the start of the payload, which is where the type's layout starts.
public abstract non-sealed class StructObject extends StructValues {
  /// Makes a flyweight for the object that a reference refers to.
  ///
  /// @param reference not 0
  protected StructObject(long reference) {
    super(reference, Reference.address(reference) + ObjectMemory.PAYLOAD);
  }

  /// Makes a flyweight for an object whose payload is not where it mostly is: a part of another
  /// one, or one of a type that is large or strictly aligned.
  ///
  /// @param reference not 0
  protected StructObject(long reference, long address) {
    super(reference, address);
  }

  /// Returns the lower bits of the header of a live object of exactly this type: a constant, so
  /// that deleting an object of a known type is a comparison with it.
  protected abstract long live();

  /// Deletes the object, if it is one of exactly this flyweight's type that is trivial to destroy,
  /// of the calling thread's.
  final boolean deleteTrivially() {
    long live = live();
    return (live & (Header.TRIVIAL | Header.INDIRECT)) == Header.TRIVIAL
        && ObjectFastPath.delete(reference, live);
  }

  /// Returns the type and where the object is; reads nothing of the object.
  @Override
  public String toString() {
    return Words.describe(this);
  }

  // Creating.

  /// Creates an object of zeros in the global store.
  ///
  /// @param live what [StructType#liveHeader()] returns
  /// @param wordBytes what [StructType#wordBytes()] returns
  /// @return its reference
  protected static long allocate(StructType<?> type, long live, long wordBytes) {
    return ObjectMemory.create(type, live, wordBytes);
  }

  /// Creates an object of zeros in a resource.
  protected static long allocateIn(
      MemoryResource resource, StructType<?> type, long live, long wordBytes) {
    return ObjectMemory.createIn(resource, type, live, wordBytes);
  }

  /// Creates an object of zeros in the global store, or returns 0 where there is no memory.
  protected static long tryAllocate(StructType<?> type, long live, long wordBytes) {
    try {
      return ObjectMemory.create(type, live, wordBytes);
    } catch (OutOfFreeStoreException e) {
      return 0;
    }
  }

  /// Returns where the payload of an object is, of a type that is large or strictly aligned.
  protected static long payload(StructType<?> type, long reference) {
    return ObjectMemory.payload(type, reference);
  }

  /// Frees the memory of an object whose construction failed, without destroying it, and throws the
  /// failure unchanged.
  protected final RuntimeException abandon(Throwable failure) {
    ObjectMemory.abandon(reference);
    throw Failures.rethrow(failure);
  }

  // The type at run time, of polymorphic structs. A part of another object has the type it was
  // declared with: the header is its owner's.

  private boolean isWhole() {
    return Casts.isWhole(this, Reference.header(reference));
  }

  /// Makes the object one of another type, as it is constructed or destroyed part by part: by
  /// compare-and-set, since who got to know of an object under construction may delete it.
  protected final void becomes(StructType<?> type) {
    if (isWhole()) {
      long block = Reference.address(reference);
      long header;
      do {
        header = Memory.getLong(block);
        if (!Header.isOf(header, reference)) {
          throw StaleAccess.write(type(), reference, address, 0, 0);
        }
      } while (!Memory.compareAndSetLong(block, header, Header.withType(header, type.id())));
    }
  }

  /// Returns whether the object's type is exactly this flyweight's.
  protected final boolean isExactly() {
    long header = Reference.header(reference);
    if (!Header.isOf(header, reference)) {
      throw StaleAccess.read(type(), reference, address, 0, 0);
    }
    return Header.type(header) == type().id() || !isWhole();
  }

  /// Returns a flyweight of the object's type at run time.
  ///
  /// @param as what it must implement
  /// @throws TypeMismatchException if it does not: the part of the object that does is not
  ///   constructed yet, or destroyed already
  protected final <T> T dynamic(Class<T> as) {
    long header = Reference.header(reference);
    if (!Header.isOf(header, reference)) {
      throw StaleAccess.read(type(), reference, address, 0, 0);
    }
    StructType<?> type = StructTypes.byId(Header.type(header));
    Object object = type == null ? this : type.flyweight(reference, address);
    if (!as.isInstance(object)) {
      throw Misuses.notA(this, as);
    }
    return as.cast(object);
  }

  /// Returns the exception for a call of a method that no class overrides yet, or any more.
  protected static PureVirtualCallException pureVirtual(StructType<?> type, String method) {
    return Misuses.pureVirtual(type, method);
  }

  // Parts.

  /// Returns the address of a part.
  protected final long addressOf(long offset) {
    return address + offset;
  }

  /// Returns the address of another object's payload.
  protected static long addressOf(StructObject object) {
    return object.address;
  }

  /// Returns an embedded struct.
  protected final <T> T embedded(StructType<T> type, long offset) {
    return type.flyweight(reference, address + offset);
  }

  /// Constructs embedded structs by their default constructor, in increasing order; where one
  /// fails, those before it are destroyed in reverse.
  protected final void constructEmbedded(StructType<?> type, long offset, long length) {
    Parts.construct(type, reference, address + offset, length);
  }

  /// Destroys embedded structs in reverse order, all of them even if some throw.
  protected final void destroyEmbedded(StructType<?> type, long offset, long length) {
    Parts.destroy(type, reference, address + offset, length);
  }

  /// Copies embedded structs of another object to zeroed ones of this.
  protected final void copyEmbedded(
      StructType<?> type, StructObject source, long offset, long length) {
    Parts.copy(type, source, source.address + offset, this, address + offset, length);
  }

  /// Replaces an embedded struct by a copy of another one.
  ///
  /// @throws TypeMismatchException if `source` is not of this type or one that extends it
  protected final void assignEmbedded(StructType<?> type, long offset, Object source) {
    Parts.assign(type, this, address + offset, structOf(type, source));
  }

  /// Destroys the part of the object that a struct which it extends is.
  protected final void destroyBase(StructType<?> base) {
    if (base.isPolymorphic()) {
      becomes(base);
    }
    Parts.destroy(base, reference, address, 1);
  }

  /// Copies the part of another object that a struct which both extend is.
  protected final void copyBase(StructType<?> base, StructObject source) {
    Parts.copy(base, source, source.address, this, address, 1);
  }

  /// Copies bytes of another object to the same place of this.
  protected final void copyBytes(StructObject source, long offset, long byteSize) {
    Parts.copyBytes(source, source.address + offset, this, address + offset, byteSize);
  }

  /// Remembers one more failure: the first is the one that counts.
  protected static Throwable also(@Nullable Throwable first, Throwable next) {
    return Failures.also(first, next);
  }

  /// Throws what is given, unchanged.
  protected static RuntimeException rethrow(Throwable failure) {
    throw Failures.rethrow(failure);
  }

  /// Returns a value as an object of a struct.
  ///
  /// @throws NullPointerException if it is `null`
  /// @throws TypeMismatchException if it is not of this type or one that extends it
  protected static StructObject structOf(StructType<?> type, Object value) {
    return Misuses.requireStruct(type, value);
  }

  // Pointers.

  /// Returns what a pointer to an object is stored as; 0 for `null`.
  ///
  /// @throws IllegalArgumentException if it points to a part of an object, which no stored pointer
  ///   can
  protected static long referenceTo(@Nullable Object pointee) {
    return Pointers.referenceTo(pointee);
  }

  /// Returns a flyweight for a stored pointer: of the object's type at run time, where the struct
  /// is polymorphic.
  protected static <T> @Nullable T pointer(StructType<T> type, long reference) {
    return Pointers.pointer(type, reference);
  }

  /// Makes an owning pointer point to something else, and deletes what it pointed to.
  protected final void putOwned(long offset, long pointee) {
    long former = getLong(offset);
    putLong(offset, pointee);
    if (former != pointee) {
      Pointers.delete(former);
    }
  }

  /// Deletes what an owning pointer points to.
  protected final void deleteOwned(long offset) {
    putOwned(offset, 0);
  }

  /// Makes an owning pointer `null` and returns what it pointed to.
  protected final long releaseOwned(long offset) {
    long former = getLong(offset);
    putLong(offset, 0);
    return former;
  }

  /// Makes an owning pointer point to a copy of what another object's points to.
  protected final void copyOwned(StructObject source, long offset) {
    putLong(offset, Pointers.copy(this, source.getLong(offset)));
  }

  // Texts.

  /// Returns the text of a property.
  protected final @Nullable String getText(long offset) {
    return Texts.read(getLong(offset));
  }

  /// Replaces the text of a property.
  protected final void putText(long offset, @Nullable String text) {
    long former = getLong(offset);
    putLong(offset, Texts.create(this, text));
    Texts.delete(former);
  }

  /// Frees the text of a property.
  protected final void freeText(long offset) {
    long former = getLong(offset);
    putLong(offset, 0);
    Texts.delete(former);
  }

  /// Copies the text of another object's property.
  protected final void copyText(StructObject source, long offset) {
    putText(offset, source.getText(offset));
  }

  // Properties that have to be written before they are read.

  /// Says that a property was written.
  protected final void markInitialized(long wordOffset, int bit) {
    int seen = getInt(wordOffset);
    while ((seen & bit) == 0 && !compareAndSetInt(wordOffset, seen, seen | bit)) {
      seen = getInt(wordOffset);
    }
  }

  /// Checks that a property was written.
  ///
  /// @throws UninitializedReadException if it was not
  protected final void requireInitialized(long wordOffset, int bit, long offset) {
    if ((getInt(wordOffset) & bit) == 0) {
      throw Misuses.uninitialized(this, offset);
    }
  }

  // Arrays.

  /// Returns an embedded array.
  protected final BooleanArray booleanArray(long offset, long length) {
    return new BooleanArray(reference, address + offset, length);
  }

  /// Returns the array that a stored pointer points to.
  protected static @Nullable BooleanArray booleanArrayAt(long reference) {
    return reference == 0 ? null : new BooleanArray(reference);
  }

  /// Returns an embedded array.
  protected final ByteArray byteArray(long offset, long length) {
    return new ByteArray(reference, address + offset, length);
  }

  /// Returns the array that a stored pointer points to.
  protected static @Nullable ByteArray byteArrayAt(long reference) {
    return reference == 0 ? null : new ByteArray(reference);
  }

  /// Returns an embedded array.
  protected final ShortArray shortArray(long offset, long length) {
    return new ShortArray(reference, address + offset, length);
  }

  /// Returns the array that a stored pointer points to.
  protected static @Nullable ShortArray shortArrayAt(long reference) {
    return reference == 0 ? null : new ShortArray(reference);
  }

  /// Returns an embedded array.
  protected final CharArray charArray(long offset, long length) {
    return new CharArray(reference, address + offset, length);
  }

  /// Returns the array that a stored pointer points to.
  protected static @Nullable CharArray charArrayAt(long reference) {
    return reference == 0 ? null : new CharArray(reference);
  }

  /// Returns an embedded array.
  protected final IntArray intArray(long offset, long length) {
    return new IntArray(reference, address + offset, length);
  }

  /// Returns the array that a stored pointer points to.
  protected static @Nullable IntArray intArrayAt(long reference) {
    return reference == 0 ? null : new IntArray(reference);
  }

  /// Returns an embedded array.
  protected final LongArray longArray(long offset, long length) {
    return new LongArray(reference, address + offset, length);
  }

  /// Returns the array that a stored pointer points to.
  protected static @Nullable LongArray longArrayAt(long reference) {
    return reference == 0 ? null : new LongArray(reference);
  }

  /// Returns an embedded array.
  protected final FloatArray floatArray(long offset, long length) {
    return new FloatArray(reference, address + offset, length);
  }

  /// Returns the array that a stored pointer points to.
  protected static @Nullable FloatArray floatArrayAt(long reference) {
    return reference == 0 ? null : new FloatArray(reference);
  }

  /// Returns an embedded array.
  protected final DoubleArray doubleArray(long offset, long length) {
    return new DoubleArray(reference, address + offset, length);
  }

  /// Returns the array that a stored pointer points to.
  protected static @Nullable DoubleArray doubleArrayAt(long reference) {
    return reference == 0 ? null : new DoubleArray(reference);
  }

  /// Returns an embedded array.
  protected final <T> StructArray<T> structArray(StructType<T> type, long offset, long length) {
    return new StructArray<>(type, reference, address + offset, length);
  }

  /// Returns the array that a stored pointer points to.
  protected static <T> @Nullable StructArray<T> structArrayAt(StructType<T> type, long reference) {
    return reference == 0 ? null : new StructArray<>(type, reference);
  }

  /// Returns an embedded array.
  protected final <T> PointerArray<T> pointerArray(StructType<T> type, long offset, long length) {
    return new PointerArray<>(type, reference, address + offset, length);
  }

  /// Returns the array that a stored pointer points to.
  protected static <T> @Nullable PointerArray<T> pointerArrayAt(
      StructType<T> type, long reference) {
    return reference == 0 ? null : new PointerArray<>(type, reference);
  }

  /// Returns a segment over the payload that lives as long as `arena`.
  protected final MemorySegment segment(Arena arena, boolean readOnly) {
    MemorySegment segment = Views.of(this, address, type().byteSize(), arena);
    return readOnly ? segment.asReadOnly() : segment;
  }
}
