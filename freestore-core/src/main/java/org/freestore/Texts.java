// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.object.Reference;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.store.Store;
import org.jspecify.annotations.Nullable;

/// The texts that objects own: blocks with a header of their own, so that a text that another
/// thread replaces at this moment is read whole or not at all.
///
/// ```
///   │ header │ bytes (int) │ UTF-8 ...        │      up to 1012 bytes
///   │ header │ address of a raw block │         whose first word is its length, else
/// ```
///
/// A text that UTF-8 cannot express, because it has half a surrogate pair, is stored as the JVM
/// does such: see [java.lang.String#getBytes(java.nio.charset.Charset)].
final class Texts {
  private static final int LENGTH = 8;
  private static final int BYTES = 12;
  private static final int LONGEST_INLINE = SizeClasses.LARGEST_OBJECT_BYTES - BYTES;
  private static final int INDIRECT_BYTES = 8;

  /// The number of the type that texts have in their headers.
  static final int TYPE = 9;

  private Texts() {}

  /// Returns a reference to a copy of a text, or 0 for null, in the store that its owner is in.
  static long create(StoreObject owner, @Nullable String text) {
    if (text == null) {
      return 0;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    FreeStore store = FreeStore.ofObject(owner.reference);
    return utf8.length <= LONGEST_INLINE ? createInline(store, utf8) : createIndirect(store, utf8);
  }

  private static long createInline(FreeStore store, byte[] utf8) {
    long reference = store.createBlock(live(BYTES + utf8.length, 0));
    long block = Reference.address(reference);
    Memory.putInt(block + LENGTH, utf8.length);
    Memory.copyFromArray(utf8, block + BYTES);
    return reference;
  }

  private static long createIndirect(FreeStore store, byte[] utf8) {
    long raw =
        store.allocateOwned(
            INDIRECT_BYTES + (long) utf8.length, Long.BYTES, false, BlockState.PAYLOAD);
    long reference;
    try {
      reference = store.createBlock(live(2 * Long.BYTES, Header.INDIRECT));
    } catch (RuntimeException failure) {
      store.freeOwned(raw);
      throw failure;
    }
    Memory.putLong(raw, utf8.length);
    Memory.copyFromArray(utf8, raw + INDIRECT_BYTES);
    Memory.putLong(Reference.address(reference) + ObjectMemory.PAYLOAD, raw);
    return reference;
  }

  private static long live(int blockBytes, long flags) {
    return Header.live(
        TYPE, Kind.TEXT, SizeClasses.ofObject(blockBytes, Long.BYTES), flags | Header.TRIVIAL);
  }

  /// Returns the text, or null for 0.
  ///
  /// @throws UseAfterDeleteException if another thread replaces or deletes the text at this moment
  static @Nullable String read(long reference) {
    if (reference == 0) {
      return null;
    }
    long header = Reference.header(reference);
    byte[] utf8 =
        Header.has(header, Header.INDIRECT) ? readIndirect(reference) : readInline(reference);
    if (utf8 == null || Reference.isStale(reference)) {
      throw Misuses.staleText(reference);
    }
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] readInline(long reference) {
    long block = Reference.address(reference);
    return copy(block + BYTES, Memory.getIntAcquire(block + LENGTH), reference);
  }

  private static byte @Nullable [] readIndirect(long reference) {
    long raw = Memory.getLongAcquire(Reference.address(reference) + ObjectMemory.PAYLOAD);
    if (Reference.isStale(reference)) {
      return null;
    }
    return copy(raw + INDIRECT_BYTES, (int) Memory.getLongAcquire(raw), reference);
  }

  /// A length is believed only if the text was there after it was read.
  private static byte @Nullable [] copy(long from, int length, long reference) {
    if (Reference.isStale(reference)) {
      return null;
    }
    byte[] utf8 = new byte[length];
    Memory.copyToArray(from, utf8);
    VarHandle.loadLoadFence();
    return utf8;
  }

  /// Returns the length of a text in UTF-8, in bytes; something if it is gone.
  static long byteSize(long reference) {
    long block = Reference.address(reference);
    if (!Header.has(Reference.header(reference), Header.INDIRECT)) {
      return Memory.getInt(block + LENGTH);
    }
    long raw = ObjectMemory.indirectPayload(reference);
    return Reference.isStale(reference) ? 0 : Memory.getLongAcquire(raw);
  }

  /// Returns the raw block of a text that has one.
  static long rawBlock(long reference) {
    return ObjectMemory.indirectPayload(reference);
  }

  /// Frees a text.
  static void delete(long reference) {
    if (reference == 0) {
      return;
    }
    long header = Reference.header(reference);
    long raw = Header.has(header, Header.INDIRECT) ? ObjectMemory.indirectPayload(reference) : 0;
    Store store = Store.ofObject(reference);
    if (store == null || !Header.isOf(header, reference) || !Store.delete(reference, header)) {
      throw Misuses.staleText(reference);
    }
    if (raw != 0) {
      FreeStore.of(store).freeOwned(raw);
    }
  }
}
