// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.freestore.slab.SizeClasses;
import org.jspecify.annotations.Nullable;

/// A live object of a store, as it was when it was looked at.
///
/// @param reference as [StoreObject#reference()]
/// @param address where its payload or its first element starts
/// @param typeName the type or, of an array, the elements', as the Java language writes it; an
///   asterisk behind it says that the elements are pointers. Empty for what has no type
/// @param kind how it came to be
/// @param byteSize of the payload or of all elements, in bytes; of what has no type, the block's
/// @param arrayLength the number of elements, or -1 for what is not an array
/// @param blockBytes of its block, with the header, and of the raw block that a large payload has:
///   these of all objects and the sizes of all raw blocks are what the store has in use
/// @param payloadBlock the address of that raw block, which is shown by no walk of its own; 0 where
///   the payload is in the object's block, behind the header
public record LiveObject(
    long reference,
    long address,
    String typeName,
    ObjectKind kind,
    long byteSize,
    long arrayLength,
    long blockBytes,
    long payloadBlock) {

  /// Returns where its block starts: at the header.
  public long blockAddress() {
    return Reference.address(reference);
  }

  /// Shows every pointer that it holds, if it is still alive, to a visitor: pointers to objects,
  /// texts, and what a block of counts counts. Pointers that are null are not shown; what one
  /// points to may be gone.
  ///
  /// Exact for what no thread writes meanwhile; another thread may delete the object at any moment,
  /// after which nothing more is shown. The cost is in proportion to its pointers.
  public void pointers(PointerVisitor visitor) {
    HeldPointers.visit(this, visitor);
  }

  /// Returns what it is, for reports.
  String words() {
    String type = typeName.isEmpty() ? "" : " of type " + typeName;
    String length = arrayLength < 0 ? "" : " of length " + arrayLength;
    return "the "
        + kind.words()
        + type
        + length
        + ": reference=0x"
        + Long.toHexString(reference)
        + " byteSize="
        + byteSize;
  }

  /// Returns the object of a reference, or null if it is gone, or not complete yet: its header is
  /// written first.
  static @Nullable LiveObject of(long reference) {
    long header = Reference.header(reference);
    boolean indirect = Header.has(header, Header.INDIRECT);
    long payload = indirect ? ObjectMemory.indirectPayload(reference) : 0;
    long payloadBytes = indirect ? payloadBytes(reference, payload) : 0;
    LiveObject object = payloadBytes < 0 ? null : of(reference, header, payload, payloadBytes);
    return Reference.isStale(reference) ? null : object;
  }

  /// Returns the size of a payload's block, or -1 where the word that led there does not: an object
  /// that is being created may have there what the block had in it before.
  private static long payloadBytes(long reference, long payload) {
    FreeStore store = FreeStore.ofObjectOrNull(reference);
    return store == null ? -1 : store.payloadBytes(payload);
  }

  private static @Nullable LiveObject of(
      long reference, long header, long payload, long payloadBytes) {
    ObjectKind kind = ObjectKind.of(Header.kind(header));
    HeaderType type = HeaderType.of(header);
    if (kind.isArray()) {
      return array(reference, header, payload, payloadBytes, type);
    }
    StructType<?> struct = type.type();
    long block = Reference.address(reference);
    long blockBytes = SizeClasses.blockBytes(Header.sizeClass(header));
    long bytes =
        kind == ObjectKind.TEXT
            ? Texts.byteSize(reference)
            : struct != null ? type.byteSize() : blockBytes - ObjectMemory.PAYLOAD;
    return new LiveObject(
        reference,
        struct == null ? block + ObjectMemory.PAYLOAD : ObjectMemory.payload(struct, reference),
        type.name(),
        kind,
        bytes,
        -1,
        blockBytes + payloadBytes,
        payload);
  }

  private static @Nullable LiveObject array(
      long reference, long header, long payload, long payloadBytes, HeaderType structs) {
    StructType<?> struct = structs.type();
    HeaderType type =
        struct != null && Header.has(header, Header.POINTERS)
            ? HeaderType.ofPointers(struct)
            : structs;
    long block = Reference.address(reference);
    long blockBytes = SizeClasses.blockBytes(Header.sizeClass(header));
    boolean inside = payload == 0;
    long offset = ArrayMemory.elementsOffset(type.byteAlignment());
    long length =
        Memory.getLongAcquire(block + (inside ? ArrayMemory.LENGTH : ArrayMemory.INDIRECT_LENGTH));
    long room = inside ? blockBytes - offset : payloadBytes;
    if (length < 0 || length > room / type.byteSize()) {
      return null;
    }
    return new LiveObject(
        reference,
        inside ? block + offset : payload,
        type.name(),
        ObjectKind.of(Header.kind(header)),
        length * type.byteSize(),
        length,
        blockBytes + payloadBytes,
        payload);
  }
}
