// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.MemoryLayout;
import org.freestore.heap.ObjectFastPath;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.object.Reference;
import org.freestore.slab.SizeClasses;
import org.freestore.store.Store;

/// How the memory of objects is had and given back; their construction and destruction stand above
/// it.
///
/// ```
///   block of an object               of a strictly aligned one        of a large one
///   │ header │ payload ...     │     │ header │ gap │ payload ... │   │ header │ address of the payload │
///   0        8                       0        8     alignment         0        8
/// ```
final class ObjectMemory {
  /// Where the payload mostly starts in the block, and where the word of an indirect one is.
  static final long PAYLOAD = 8;

  /// An indirect object's block: the header and the payload's address.
  private static final long INDIRECT_BLOCK_BYTES = 16;

  private ObjectMemory() {}

  /// Returns whether payloads of a layout are too large for a block of a slab.
  static boolean isIndirect(MemoryLayout layout) {
    return blockBytes(layout) > SizeClasses.LARGEST_OBJECT_BYTES;
  }

  private static long blockBytes(MemoryLayout layout) {
    return payloadOffset(layout) + layout.byteSize();
  }

  static long payloadOffset(MemoryLayout layout) {
    return Math.max(PAYLOAD, layout.byteAlignment());
  }

  /// Returns the size class of objects of a layout.
  ///
  /// @param extraBytes what the block has beyond the payload
  static int objectClass(MemoryLayout layout, long extraBytes) {
    long bytes = blockBytes(layout) + extraBytes;
    return bytes > SizeClasses.LARGEST_OBJECT_BYTES
        ? SizeClasses.ofObject(INDIRECT_BLOCK_BYTES + extraBytes, PAYLOAD)
        : SizeClasses.ofObject(bytes, layout.byteAlignment());
  }

  /// Creates an object of zeros in the global store.
  ///
  /// @param live the lower bits of its header, a constant of the caller's
  /// @param wordBytes how much to zero behind the header, a constant of the caller's
  static long create(StructType<?> type, long live, long wordBytes) {
    if (GlobalStore.KEY_BASE == 0 || Header.has(live, Header.INDIRECT)) {
      return createIn(FreeStore.global(), type, live, wordBytes);
    }
    long reference =
        ObjectFastPath.create(GlobalStore.KEY_BASE + Thread.currentThread().threadId(), live);
    if (reference == 0) {
      return createIn(FreeStore.global(), type, live, wordBytes);
    }
    Memory.zeroWords(Reference.address(reference) + PAYLOAD, wordBytes);
    return reference;
  }

  /// Creates an object of a plain type in the global store.
  static long createPlain(StructType<?> type) {
    if (GlobalStore.KEY_BASE != 0) {
      long key = GlobalStore.KEY_BASE + Thread.currentThread().threadId();
      long reference = ObjectFastPath.create(key, type.liveHeader());
      if (reference != 0) {
        Memory.zeroFewWords(Reference.address(reference) + PAYLOAD, type.wordBytes());
        return reference;
      }
    }
    return createIn(FreeStore.global(), type, type.liveHeader(), type.wordBytes());
  }

  /// Creates an object of zeros in a resource.
  static long createIn(MemoryResource resource, StructType<?> type) {
    return createIn(resource, type, type.liveHeader(), type.wordBytes());
  }

  /// Creates an object of zeros.
  ///
  /// @param live as for [#create]
  /// @param wordBytes as for [#create]
  static long createIn(MemoryResource resource, StructType<?> type, long live, long wordBytes) {
    long reference = resource.createBlock(Header.withKind(live, resource.kind(Kind.OBJECT)));
    if (Header.has(live, Header.INDIRECT)) {
      putIndirect(resource, reference, type.byteSize(), type.byteAlignment());
    } else {
      Memory.zeroWords(Reference.address(reference) + PAYLOAD, wordBytes);
    }
    return reference;
  }

  /// Gives an indirect object its payload, of zeros. Where there is no memory for it, the object's
  /// block is given back.
  static void putIndirect(
      MemoryResource resource, long reference, long byteSize, long byteAlignment) {
    try {
      long payload = resource.allocatePayload(byteSize, Math.max(byteAlignment, 16));
      Memory.putLong(Reference.address(reference) + PAYLOAD, payload);
    } catch (RuntimeException failure) {
      Store.delete(reference, Reference.header(reference));
      throw failure;
    }
  }

  /// Returns where the payload of an object is. The word that says so is believed only if the
  /// object was alive after it was read.
  static long payload(StructType<?> type, long reference) {
    long block = Reference.address(reference);
    if (!type.isIndirect()) {
      return block + type.payloadOffset();
    }
    return indirectPayload(reference);
  }

  /// Returns the address of an indirect object's payload; where the object is gone, some readable
  /// address that no access comes to use.
  static long indirectPayload(long reference) {
    long block = Reference.address(reference);
    long payload = Memory.getLongAcquire(block + PAYLOAD);
    return Reference.isStale(reference) ? block + PAYLOAD : payload;
  }

  /// Claims a live object, so that nobody else deletes it.
  ///
  /// @param header what its header must be
  /// @return false if it is another by now
  static boolean claim(long reference, long header) {
    return Memory.compareAndSetLong(
        Reference.address(reference), header, Header.withState(header, Header.DESTROYING));
  }

  /// Gives the memory of an object back that the caller has claimed: every reference to it is stale
  /// from here on. Storage becomes empty instead; memory that segments show is kept for them.
  static void release(long reference) {
    if (Header.has(Reference.header(reference), Header.COUNTED)) {
      synchronized (Counts.lockOf(reference)) {
        releaseBlock(reference);
      }
    } else {
      releaseBlock(reference);
    }
  }

  private static void releaseBlock(long reference) {
    long header = Reference.header(reference);
    while (Header.isOf(header, reference)) {
      if (Header.kind(header) == Kind.PLACEMENT) {
        Placements.empty(reference, header);
        return;
      }
      if (Header.has(header, Header.VIEWED)) {
        Views.detain(reference, header);
        return;
      }
      if (free(reference, header)) {
        return;
      }
      header = Reference.header(reference); // another thread has opened a segment over it
    }
  }

  /// Gives the memory of an object back whose construction failed, unless somebody who got to know
  /// of it deletes it already.
  static void abandon(long reference) {
    long header = Reference.header(reference);
    while (Header.isOf(header, reference) && Header.state(header) == Header.LIVE) {
      if (claim(reference, header)) {
        release(reference);
        return;
      }
      header = Reference.header(reference);
    }
  }

  /// Frees a block, and the raw one that its payload is in.
  ///
  /// @param header what its header must be
  /// @return false, with nothing changed, if it is another by now
  static boolean free(long reference, long header) {
    FreeStore store = FreeStore.ofObjectOrNull(reference);
    if (store == null) {
      return Reference.header(reference) != header;
    }
    long payload =
        Header.has(header, Header.INDIRECT)
            ? Memory.getLong(Reference.address(reference) + PAYLOAD)
            : 0;
    boolean freed = Store.delete(reference, header);
    if (freed && payload != 0) {
      store.freeOwned(payload);
    }
    return freed;
  }
}
