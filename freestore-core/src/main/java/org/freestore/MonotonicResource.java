// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.freestore.memory.Memory;
import org.freestore.object.Kind;
import org.jspecify.annotations.Nullable;

/// A resource that hands out memory ever onwards and takes it back all at once:
/// `std::pmr::monotonic_buffer_resource` (\[mem.res.monotonic.buffer\]).
///
/// ```java
/// try (MonotonicResource memory = MonotonicResource.open()) {
///   MemorySegment header = memory.allocate(64);
///   Car car = FreeStore.createIn(memory, Car.class);
/// }
/// ```
///
/// Segments are cut one after another from chunks, each twice as large as the one before, that come
/// from another resource, the *upstream*. [#deallocate(MemorySegment)] does nothing. [#release()]
/// gives every chunk back, and begins anew with the initial buffer; segments are dead from then on,
/// as those of a closed arena.
///
/// Objects and arrays created in it are the upstream's, where they may be deleted; those that are
/// alive at [#release()] end then, *without* their destructors, as in C++: what they own elsewhere,
/// texts included, stays behind. References to them are dead.
///
/// The upstream has to outlive the resource.
///
/// **Threads.** A resource belongs to the thread that opened it, platform or virtual.
public final class MonotonicResource extends MemoryResource implements AutoCloseable {
  private static final long DEFAULT_INITIAL_BYTES = 1024;
  private static final long LARGEST_STEP_BYTES = 64L << 20;
  private static final long CHUNK_ALIGNMENT = 16;

  private final MemoryResource upstream;
  private final Thread owner = Thread.currentThread();
  private final long initialBytes;
  private final CreatedObjects objects = new CreatedObjects();
  private final List<Long> chunks = new ArrayList<>();
  private @Nullable Arena lifetime;

  /// Kept by [#release()]; 0 before the first allocation.
  private long initialChunk;

  private long cursor;
  private long end;
  private long nextBytes;
  private boolean closed;

  private MonotonicResource(MemoryResource upstream, long initialBytes) {
    this.upstream = Objects.requireNonNull(upstream, "upstream");
    this.initialBytes = initialBytes;
    this.nextBytes = initialBytes;
  }

  /// Opens a resource on [MemoryResource#defaults()].
  public static MonotonicResource open() {
    return open(MemoryResource.defaults());
  }

  /// Opens a resource.
  ///
  /// @param upstream where chunks and objects come from
  public static MonotonicResource open(MemoryResource upstream) {
    return open(upstream, DEFAULT_INITIAL_BYTES);
  }

  /// Opens a resource with an initial buffer of a size, which it takes from the upstream when it is
  /// first used, and keeps until it is closed.
  ///
  /// @param upstream where chunks and objects come from
  /// @param initialBytes the size of the buffer, in bytes, at least 1
  /// @throws IllegalArgumentException if `initialBytes` is less than 1
  public static MonotonicResource open(MemoryResource upstream, long initialBytes) {
    if (initialBytes < 1) {
      throw new IllegalArgumentException("initial size is not positive: bytes=" + initialBytes);
    }
    return new MonotonicResource(upstream, initialBytes);
  }

  /// Returns where chunks and objects come from.
  public MemoryResource upstream() {
    return upstream;
  }

  /// Allocates a segment that lives until [#release()] or [#close()]. Its bytes are unspecified.
  ///
  /// @param byteSize the size in bytes, not negative; segments of size 0 are distinct, too
  /// @param byteAlignment the alignment in bytes, a power of two
  /// @throws IllegalArgumentException if `byteSize` is negative or `byteAlignment` is not a power
  ///   of two
  /// @throws OutOfFreeStoreException if the upstream has no memory
  /// @throws IllegalStateException if the resource is closed
  /// @throws WrongThreadException if another thread opened it
  @Override
  public MemorySegment allocate(long byteSize, long byteAlignment) {
    requireRequest(byteSize, byteAlignment);
    requireUsable();
    long address = take(Math.max(byteSize, 1), byteAlignment);
    return Memory.segment(address, byteSize, lifetime());
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by release()
  private Arena lifetime() {
    Arena current = lifetime;
    if (current == null) {
      current = Arena.ofConfined();
      lifetime = current;
    }
    return current;
  }

  private void requireUsable() {
    requireOwner();
    if (closed) {
      throw new IllegalStateException("resource is closed");
    }
  }

  private void requireOwner() {
    if (owner != Thread.currentThread()) {
      throw new WrongThreadException(
          "resource belongs to another thread: owner=" + owner.getName());
    }
  }

  private long take(long byteSize, long byteAlignment) {
    long address = aligned(cursor, byteAlignment);
    if (cursor == 0 || byteSize > end - address) {
      addChunk(byteSize, byteAlignment);
      address = aligned(cursor, byteAlignment);
    }
    cursor = address + byteSize;
    return address;
  }

  private static long aligned(long address, long byteAlignment) {
    return (address + byteAlignment - 1) & -byteAlignment;
  }

  private void addChunk(long byteSize, long byteAlignment) {
    boolean initial = initialChunk == 0 && chunks.isEmpty() && byteSize <= nextBytes;
    long bytes = Math.max(nextBytes, byteSize);
    long chunk = upstream.allocateRaw(bytes, Math.max(byteAlignment, CHUNK_ALIGNMENT));
    if (initial) {
      initialChunk = chunk;
    } else {
      chunks.add(chunk);
    }
    cursor = chunk;
    end = chunk + bytes;
    nextBytes = bytes + Math.min(bytes, LARGEST_STEP_BYTES);
  }

  /// Does nothing but to check that the segment is this resource's: its memory is taken back by
  /// [#release()].
  ///
  /// @throws InvalidDeleteException if it is not
  /// @throws WrongThreadException if another thread opened the resource
  public void deallocate(MemorySegment segment) {
    requireOwner();
    Arena current = lifetime;
    if (current == null || !segment.scope().equals(current.scope())) {
      throw Misuses.notOfResource(
          "the segment is not one that this resource allocated, or it was released",
          segment.isNative() ? segment.address() : 0);
    }
  }

  /// Gives all memory back but the initial buffer. Segments are dead from here on; objects that are
  /// alive end without their destructors.
  ///
  /// @throws WrongThreadException if another thread opened the resource
  public void release() {
    requireOwner();
    if (lifetime != null) {
      lifetime.close();
      lifetime = null;
    }
    objects.endAll();
    chunks.forEach(upstream::freeRaw);
    chunks.clear();
    cursor = initialChunk;
    end = initialChunk == 0 ? 0 : initialChunk + initialBytes;
    nextBytes = initialChunk == 0 ? initialBytes : 2 * initialBytes;
  }

  /// Gives all memory back. Closing it again does nothing.
  ///
  /// @throws WrongThreadException if another thread opened the resource
  @Override
  public void close() {
    requireOwner();
    if (!closed) {
      release();
      if (initialChunk != 0) {
        upstream.freeRaw(initialChunk);
      }
      closed = true;
    }
  }

  @Override
  FreeStore store() {
    return upstream.store();
  }

  @Override
  Kind kind(Kind ofHeap) {
    return upstream.kind(ofHeap);
  }

  @Override
  long createBlock(long live) {
    requireUsable();
    long reference = upstream.createBlock(live);
    objects.add(reference);
    return reference;
  }

  @Override
  long allocatePayload(long byteSize, long byteAlignment) {
    return upstream.allocatePayload(byteSize, byteAlignment);
  }

  @Override
  long allocateRaw(long byteSize, long byteAlignment) {
    requireUsable();
    return take(Math.max(byteSize, 1), byteAlignment);
  }

  @Override
  public String toString() {
    return "MonotonicResource[upstream=" + upstream + "]";
  }
}
