// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.MemorySegment;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.object.Reference;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;

/// Memory that its owner keeps, and in which one object at a time can be constructed: placement
/// `new` (\[new.delete.placement\]).
///
/// ```java
/// try (Storage storage = Storage.of(Car.class)) {
///   Car car = FreeStore.createIn(storage, Car.class);
///   FreeStore.destroy(car);                           // the destructor; the memory stays
///   Car another = FreeStore.createIn(storage, Car.class);
/// }                                                   // frees the memory
/// ```
///
/// Constructing allocates nothing. A constructor that throws leaves the storage empty. Constructing
/// where an object is already ends that one's life without running its destructor, as reuse of
/// storage does in C++ (\[basic.life\]); so does [#close()]. Every object has a generation of its
/// own: references to one that was in the storage before are dead, and its use is a
/// [UseAfterDeleteException].
///
/// Objects in storage are destroyed by [FreeStore#destroy(Object)]; deleting one is refused. Where
/// a segment still shows the former object, the next one is constructed in other memory, and the
/// former's is kept for the segment.
///
/// **Threads.** May be used from any thread; calls exclude each other. Destroying an object while
/// another thread constructs in its storage is a mistake that one of them is told of.
public final class Storage extends MemoryResource implements AutoCloseable {
  private static final long LEAST_RAW_ALIGNMENT = 16;

  private final FreeStore store;
  private final long byteSize;
  private final long byteAlignment;

  /// Where the block is, with a header as every object's.
  private long block;

  /// The payload of objects that are too large for a block of a slab; 0 where none can be. The
  /// block's if its header says that its payload is elsewhere, else this object's.
  private long raw;

  private boolean closed;

  private Storage(FreeStore store, long byteSize, long byteAlignment) {
    this.store = store;
    this.byteSize = byteSize;
    this.byteAlignment = byteAlignment;
    this.block = newBlock();
  }

  /// Allocates storage for an object of a struct, in the global store.
  ///
  /// @throws IllegalArgumentException if `struct` is not a struct
  /// @throws OutOfFreeStoreException if there is no memory
  public static Storage of(Class<?> struct) {
    return ofIn(FreeStore.global(), struct);
  }

  /// Allocates storage for an object of a struct, in a store.
  ///
  /// @throws IllegalArgumentException if `struct` is not a struct
  /// @throws OutOfFreeStoreException if there is no memory
  /// @throws IllegalStateException if the store is closed
  public static Storage ofIn(FreeStore store, Class<?> struct) {
    StructType<?> type = StructType.of(struct);
    return ofBytesIn(store, type.byteSize(), type.byteAlignment());
  }

  /// Allocates storage for objects up to a size, in the global store.
  ///
  /// @param byteSize the size of the largest object, in bytes, not negative
  /// @param byteAlignment the strictest alignment of an object, in bytes, a power of two
  /// @throws IllegalArgumentException if `byteSize` is negative or `byteAlignment` is not a power
  ///   of two
  /// @throws OutOfFreeStoreException if there is no memory
  public static Storage ofBytes(long byteSize, long byteAlignment) {
    return ofBytesIn(FreeStore.global(), byteSize, byteAlignment);
  }

  /// Allocates storage for objects up to a size, in a store.
  ///
  /// @throws IllegalArgumentException as [#ofBytes(long, long)]
  /// @throws OutOfFreeStoreException if there is no memory
  /// @throws IllegalStateException if the store is closed
  public static Storage ofBytesIn(FreeStore store, long byteSize, long byteAlignment) {
    requireRequest(byteSize, byteAlignment);
    return new Storage(store, byteSize, byteAlignment);
  }

  private long newBlock() {
    long offset = Math.max(ObjectMemory.PAYLOAD, byteAlignment);
    boolean inline = offset + byteSize <= SizeClasses.LARGEST_OBJECT_BYTES;
    int sizeClass =
        inline
            ? SizeClasses.ofObject(offset + byteSize, Math.max(byteAlignment, Long.BYTES))
            : SizeClasses.ofObject(SizeClasses.LARGEST_OBJECT_BYTES, Long.BYTES);
    if (!inline && raw == 0) {
      long alignment = Math.max(byteAlignment, LEAST_RAW_ALIGNMENT);
      raw = store.allocateOwned(byteSize, alignment, false, BlockState.PAYLOAD);
    }
    try {
      return Reference.address(store.createBlock(Header.live(0, Kind.STORAGE, sizeClass, 0)));
    } catch (RuntimeException failure) {
      freeRaw();
      throw failure;
    }
  }

  private void freeRaw() {
    if (raw != 0 && !store.isClosed()) {
      store.freeOwned(raw);
    }
    raw = 0;
  }

  /// Returns the size of the largest object that fits, in bytes.
  public long byteSize() {
    return byteSize;
  }

  /// Returns the strictest alignment of an object that fits, in bytes.
  public long byteAlignment() {
    return byteAlignment;
  }

  /// Returns whether there is no object in the storage.
  ///
  /// @throws IllegalStateException if the storage, or its store, is closed
  public synchronized boolean isEmpty() {
    requireOpen();
    return Header.kind(Memory.getLongVolatile(block)) == Kind.STORAGE;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("storage is closed: byteSize=" + byteSize);
    }
    store.requireOpen();
  }

  @Override
  FreeStore store() {
    return store;
  }

  @Override
  Kind kind(Kind ofHeap) {
    if (ofHeap != Kind.OBJECT) {
      throw new UnsupportedOperationException("storage does not hold arrays");
    }
    return Kind.PLACEMENT;
  }

  @Override
  synchronized long createBlock(long live) {
    requireOpen();
    requireFit(Placements.requireStruct(live));
    long empty = emptied();
    if (Header.has(empty, Header.VIEWED) || Reference.generation(empty) == 0) {
      empty = replaceIfViewedOrUsedUp(empty);
    }
    long header = Placements.occupied(empty, live);
    Memory.putLongRelease(block, header);
    return Reference.of(block, Reference.generation(header));
  }

  private void requireFit(StructType<?> type) {
    if (type.byteSize() > byteSize || type.byteAlignment() > byteAlignment) {
      throw new IllegalArgumentException(
          "storage is too small, or not aligned enough, for the struct: type="
              + type.name()
              + " typeBytes="
              + type.byteSize()
              + " typeAlignment="
              + type.byteAlignment()
              + " byteSize="
              + byteSize
              + " byteAlignment="
              + byteAlignment);
    }
  }

  /// Ends the life of the object in the storage, if there is one, and returns the header.
  private long emptied() {
    long header = Memory.getLongVolatile(block);
    while (Header.kind(header) != Kind.STORAGE) {
      if (Header.state(header) != Header.LIVE) {
        throw new IllegalStateException(
            "the object in the storage is being destroyed: byteSize=" + byteSize);
      }
      Placements.end(block, header);
      header = Memory.getLongVolatile(block);
    }
    return header;
  }

  private long replaceIfViewedOrUsedUp(long empty) {
    if (Reference.generation(empty) != 0 && !Views.isOpen(Reference.of(block, 0))) {
      return empty;
    }
    long former = block;
    boolean rawIsBlocks = Header.has(empty, Header.INDIRECT);
    long formerRaw = raw;
    raw = rawIsBlocks ? 0 : raw;
    try {
      block = newBlock();
    } catch (RuntimeException failure) {
      raw = formerRaw;
      throw failure;
    }
    giveBack(former, empty);
    return Memory.getLong(block);
  }

  private static void giveBack(long block, long header) {
    long reference = Reference.of(block, Reference.generation(header));
    if (Header.has(header, Header.VIEWED)) {
      Views.detain(reference, header);
    } else {
      ObjectMemory.free(reference, header);
    }
  }

  @Override
  long allocatePayload(long payloadBytes, long payloadAlignment) {
    Memory.fill(raw, payloadBytes, (byte) 0);
    return raw;
  }

  /// Not supported: storage holds objects.
  ///
  /// @throws UnsupportedOperationException always
  @Override
  public MemorySegment allocate(long segmentBytes, long segmentAlignment) {
    throw new UnsupportedOperationException("storage holds objects of structs only");
  }

  /// Frees the memory. If an object is in it, its life ends without its destructor. Closing it
  /// again does nothing.
  ///
  /// @throws IllegalStateException if the object in the storage is being destroyed
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    if (!store.isClosed()) {
      long empty = emptied();
      if (!Header.has(empty, Header.INDIRECT)) {
        freeRaw();
      }
      giveBack(block, empty);
    }
    closed = true;
  }

  @Override
  public String toString() {
    return "Storage[byteSize=" + byteSize + ", byteAlignment=" + byteAlignment + "]";
  }
}
