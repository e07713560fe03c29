// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.invoke.VarHandle;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.object.Reference;
import org.freestore.slab.SizeClasses;

/// How arrays lie in memory.
///
/// ```
///   block of a small array              of any other
///   │ header │ length │ elements ... │  │ header │ address of the elements │ length │
///   0        8        16                0        8                         16
/// ```
///
/// Strictly aligned elements of a small array start at a multiple of their alignment. Those of a
/// large array are a raw block of the same store.
final class ArrayMemory {
  /// The longest arrays, in bytes: an address space of 47 bits is what processors have.
  static final long MOST_BYTES = 1L << 47;

  /// Where the length of a small array is in its block.
  static final long LENGTH = 8;

  private static final long ELEMENTS = 16;

  /// Where the length of any other is.
  static final long INDIRECT_LENGTH = 16;

  private static final int INDIRECT_BLOCK_BYTES = 24;
  private static final long LEAST_DATA_ALIGNMENT = 16;

  private ArrayMemory() {}

  /// Returns where the elements start in the block of a small array.
  static long elementsOffset(long byteAlignment) {
    return Math.max(ELEMENTS, byteAlignment);
  }

  /// Creates an array of zeros. What is wrong with the length is found before anything is
  /// allocated.
  ///
  /// @param typeId the number of the type in the header
  /// @param flags of the header, without [Header#INDIRECT]
  /// @return its reference
  static long create(
      MemoryResource resource,
      int typeId,
      long flags,
      long elementBytes,
      long byteAlignment,
      long length) {
    long byteSize = requireByteSize(resource, elementBytes, length);
    Kind kind = resource.kind(Kind.ARRAY);
    long inlineBytes = elementsOffset(byteAlignment) + byteSize;
    if (inlineBytes > SizeClasses.LARGEST_OBJECT_BYTES) {
      long live = indirectLive(typeId, kind, flags);
      return createIndirect(resource, live, byteSize, byteAlignment, length);
    }
    int sizeClass = SizeClasses.ofObject(inlineBytes, Math.max(byteAlignment, Long.BYTES));
    long reference = resource.createBlock(Header.live(typeId, kind, sizeClass, flags));
    long block = Reference.address(reference);
    Memory.putLong(block + LENGTH, length);
    Memory.zeroWords(block + ELEMENTS, inlineBytes - ELEMENTS + 7 & -8);
    return reference;
  }

  private static long indirectLive(int typeId, Kind kind, long flags) {
    int sizeClass = SizeClasses.ofObject(INDIRECT_BLOCK_BYTES, Long.BYTES);
    return Header.live(typeId, kind, sizeClass, flags | Header.INDIRECT);
  }

  private static long createIndirect(
      MemoryResource resource, long live, long byteSize, long byteAlignment, long length) {
    long reference = resource.createBlock(live);
    Memory.putLong(Reference.address(reference) + INDIRECT_LENGTH, length);
    ObjectMemory.putIndirect(
        resource, reference, byteSize, Math.max(byteAlignment, LEAST_DATA_ALIGNMENT));
    return reference;
  }

  private static long requireByteSize(MemoryResource resource, long elementBytes, long length) {
    if (length < 0 || length > MOST_BYTES / elementBytes) {
      throw badLength(resource, elementBytes, length);
    }
    return length * elementBytes;
  }

  private static BadArrayLengthException badLength(
      MemoryResource resource, long elementBytes, long length) {
    FreeStore store = resource.store();
    return new BadArrayLengthException(
        length,
        elementBytes,
        store.statistics().inUseBytes(),
        store.options().limitBytes(),
        store.name());
  }

  /// Returns the address of the first element; where the array is gone, some readable address that
  /// no access comes to use, since [#length] says 0.
  static long address(long reference, long byteAlignment) {
    long block = Reference.address(reference);
    return Header.has(Memory.getLongAcquire(block), Header.INDIRECT)
        ? ObjectMemory.indirectPayload(reference)
        : block + elementsOffset(byteAlignment);
  }

  /// Returns the number of elements, or 0 where the array is gone: what was read is believed only
  /// if the array was alive after it.
  ///
  /// @param typeId the number of the type that must be in the header
  /// @param pointers [Header#POINTERS] for an array of pointers, else 0
  /// @throws TypeMismatchException if the reference is another object's
  static long length(long reference, int typeId, long pointers) {
    long length = length(reference);
    VarHandle.loadLoadFence();
    long header = Reference.header(reference);
    if (!Header.isOf(header, reference)) {
      return 0;
    }
    if (!isArray(header, typeId, pointers)) {
      throw Misuses.notAnArray(reference);
    }
    return length;
  }

  private static long length(long reference) {
    long block = Reference.address(reference);
    boolean indirect = Header.has(Memory.getLongAcquire(block), Header.INDIRECT);
    return Memory.getLongAcquire(block + (indirect ? INDIRECT_LENGTH : LENGTH));
  }

  /// Returns whether a header is that of an array of a type.
  static boolean isArray(long header, int typeId, long pointers) {
    return Header.type(header) == typeId
        && isArray(Header.kind(header))
        && (header & Header.POINTERS) == pointers;
  }

  /// Returns whether objects of a kind are arrays.
  static boolean isArray(Kind kind) {
    return switch (kind) {
      case ARRAY, AUTOMATIC_ARRAY, STATIC_ARRAY -> true;
      default -> false;
    };
  }
}
