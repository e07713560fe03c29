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
public record LiveObject(
    long reference,
    long address,
    String typeName,
    ObjectKind kind,
    long byteSize,
    long arrayLength,
    long blockBytes) {

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

  /// Returns the raw block that its payload is in, or 0 where it has none.
  long payloadBlock() {
    return Header.has(Reference.header(reference), Header.INDIRECT)
        ? ObjectMemory.indirectPayload(reference)
        : 0;
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

  /// Returns the object of a reference, or null if it is gone.
  static @Nullable LiveObject of(long reference) {
    long header = Reference.header(reference);
    LiveObject object = of(reference, header);
    return Reference.isStale(reference) ? null : object;
  }

  private static LiveObject of(long reference, long header) {
    ObjectKind kind = ObjectKind.of(Header.kind(header));
    HeaderType type = HeaderType.of(header);
    if (kind.isArray()) {
      return array(reference, header, kind, type);
    }
    StructType<?> struct = type.type();
    long address =
        struct != null
            ? ObjectMemory.payload(struct, reference)
            : Reference.address(reference) + ObjectMemory.PAYLOAD;
    long bytes =
        kind == ObjectKind.TEXT
            ? Texts.byteSize(reference)
            : struct != null ? type.byteSize() : blockBytes(header) - ObjectMemory.PAYLOAD;
    return new LiveObject(
        reference, address, type.name(), kind, bytes, -1, blockBytes(reference, header));
  }

  private static LiveObject array(
      long reference, long header, ObjectKind kind, HeaderType structs) {
    StructType<?> struct = structs.type();
    HeaderType type =
        struct != null && Header.has(header, Header.POINTERS)
            ? HeaderType.ofPointers(struct)
            : structs;
    long block = Reference.address(reference);
    boolean indirect = Header.has(header, Header.INDIRECT);
    long length =
        Memory.getLongAcquire(
            block + (indirect ? ArrayMemory.INDIRECT_LENGTH : ArrayMemory.LENGTH));
    long address =
        indirect
            ? ObjectMemory.indirectPayload(reference)
            : block + ArrayMemory.elementsOffset(type.byteAlignment());
    return new LiveObject(
        reference,
        address,
        type.name(),
        kind,
        length * type.byteSize(),
        length,
        blockBytes(reference, header));
  }

  private static long blockBytes(long header) {
    return SizeClasses.blockBytes(Header.sizeClass(header));
  }

  private static long blockBytes(long reference, long header) {
    long bytes = blockBytes(header);
    FreeStore store =
        Header.has(header, Header.INDIRECT) ? FreeStore.ofObjectOrNull(reference) : null;
    return store == null
        ? bytes
        : bytes + Math.max(0, store.payloadBytes(ObjectMemory.indirectPayload(reference)));
  }
}
