// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.freestore.memory.Memory;
import org.freestore.object.Kind;
import org.jspecify.annotations.Nullable;

/// A resource that keeps pools of blocks, one for each power of two, and takes back single blocks
/// as well as all at once: `std::pmr::synchronized_pool_resource` (\[mem.res.pool\]).
///
/// A pool gets its blocks in chunks, each of twice as many blocks as the one before, from another
/// resource, the *upstream*. What is larger than the largest pool's blocks comes from the upstream
/// itself. [#release()] gives everything back, also what was not deallocated; segments are dead
/// from then on, as those of a closed arena.
///
/// Objects and arrays created in it are the upstream's, where they may be deleted; those that are
/// alive at [#release()] end then, *without* their destructors, as in C++: what they own elsewhere,
/// texts included, stays behind.
///
/// The upstream has to outlive the resource, and has to be one that any thread may use where
/// several threads use the resource.
///
/// **Misuse.** A segment deallocated twice, one of another resource, a slice that starts inside a
/// block, a size that is not the block's: each ends in an [InvalidDeleteException]. As with
/// [FreeStore#free(MemorySegment)], a segment stays accessible after it was deallocated, and its
/// block may be another segment's by then.
///
/// **Threads.** May be used from any thread; calls exclude each other. There is no unsynchronized
/// form: an uncontended lock costs little.
public final class PoolResource extends MemoryResource implements AutoCloseable {
  private static final int LEAST_SHIFT = 3;

  /// How a resource pools: `std::pmr::pool_options` (\[mem.res.pool.options\]).
  ///
  /// @param maxBlocksPerChunk the most blocks of a chunk; 0 for the default, 1024; at most 65,536
  /// @param largestRequiredPoolBlock the largest size, in bytes, that shall be pooled, rounded up
  ///   to a power of two; 0 for the default, 4 KiB; at most 1 MiB
  public record Options(int maxBlocksPerChunk, long largestRequiredPoolBlock) {
    private static final int DEFAULT_BLOCKS = 1024;
    private static final int MOST_BLOCKS = 1 << 16;
    private static final long DEFAULT_LARGEST_BYTES = 4 << 10;
    private static final long MOST_LARGEST_BYTES = 1 << 20;

    /// Replaces 0 by the default, and rounds to what is possible.
    ///
    /// @throws IllegalArgumentException if a value is negative
    public Options {
      if (maxBlocksPerChunk < 0 || largestRequiredPoolBlock < 0) {
        throw new IllegalArgumentException(
            "negative option: maxBlocksPerChunk="
                + maxBlocksPerChunk
                + " largestRequiredPoolBlock="
                + largestRequiredPoolBlock);
      }
      maxBlocksPerChunk =
          maxBlocksPerChunk == 0 ? DEFAULT_BLOCKS : Math.min(maxBlocksPerChunk, MOST_BLOCKS);
      long largest =
          largestRequiredPoolBlock == 0 ? DEFAULT_LARGEST_BYTES : largestRequiredPoolBlock;
      largestRequiredPoolBlock = 1L << shiftOf(Math.min(largest, MOST_LARGEST_BYTES));
    }

    /// Returns the defaults.
    public static Options defaults() {
      return new Options(0, 0);
    }
  }

  private final MemoryResource upstream;
  private final Options options;
  private final @Nullable Pool[] pools;
  private final NavigableMap<Long, PoolChunk> chunks = new TreeMap<>();

  /// Sizes of blocks that came from the upstream itself, by address.
  private final Map<Long, Long> oversize = new HashMap<>();

  private final CreatedObjects objects = new CreatedObjects();
  private @Nullable Arena lifetime;
  private boolean closed;

  private PoolResource(MemoryResource upstream, Options options) {
    this.upstream = Objects.requireNonNull(upstream, "upstream");
    this.options = Objects.requireNonNull(options, "options");
    this.pools = new Pool[shiftOf(options.largestRequiredPoolBlock()) - LEAST_SHIFT + 1];
  }

  /// Opens a resource on [MemoryResource#defaults()], with default options.
  public static PoolResource open() {
    return open(MemoryResource.defaults(), Options.defaults());
  }

  /// Opens a resource.
  ///
  /// @param upstream where chunks, larger blocks and objects come from
  public static PoolResource open(MemoryResource upstream, Options options) {
    return new PoolResource(upstream, options);
  }

  private static int shiftOf(long byteSize) {
    return Math.max(LEAST_SHIFT, Long.SIZE - Long.numberOfLeadingZeros(Math.max(byteSize, 1) - 1));
  }

  /// Returns where chunks, larger blocks and objects come from.
  public MemoryResource upstream() {
    return upstream;
  }

  /// Returns the options in effect, without zeros.
  public Options options() {
    return options;
  }

  /// Allocates a segment, accessible from any thread. Its bytes are unspecified.
  ///
  /// @param byteSize the size in bytes, not negative; segments of size 0 are distinct, too
  /// @param byteAlignment the alignment in bytes, a power of two
  /// @return a segment that lives until [#release()] or [#close()]
  /// @throws IllegalArgumentException if `byteSize` is negative or `byteAlignment` is not a power
  ///   of two
  /// @throws OutOfFreeStoreException if the upstream has no memory
  /// @throws IllegalStateException if the resource is closed
  @Override
  public synchronized MemorySegment allocate(long byteSize, long byteAlignment) {
    requireRequest(byteSize, byteAlignment);
    long address = allocateRaw(byteSize, byteAlignment);
    return Memory.segment(address, byteSize, lifetime());
  }

  @Override
  synchronized long allocateRaw(long byteSize, long byteAlignment) {
    requireOpen();
    long needed = Math.max(byteSize, byteAlignment);
    return needed <= options.largestRequiredPoolBlock()
        ? pool(shiftOf(needed)).take()
        : takeOversize(byteSize, byteAlignment);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("resource is closed");
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by release()
  private Arena lifetime() {
    Arena current = lifetime;
    if (current == null) {
      current = Arena.ofShared();
      lifetime = current;
    }
    return current;
  }

  private Pool pool(int shift) {
    Pool pool = pools[shift - LEAST_SHIFT];
    if (pool == null) {
      pool = new Pool(1 << shift, options.maxBlocksPerChunk(), upstream, chunks);
      pools[shift - LEAST_SHIFT] = pool;
    }
    return pool;
  }

  private long takeOversize(long byteSize, long byteAlignment) {
    long address = upstream.allocateRaw(byteSize, byteAlignment);
    oversize.put(address, byteSize);
    return address;
  }

  /// Takes a segment back that [#allocate(long, long)] returned, or an equal one.
  ///
  /// @throws DoubleDeleteException if it was deallocated before
  /// @throws InvalidDeleteException if this resource did not allocate it, or released it, or if it
  ///   is not the start of a block or is larger than that
  public synchronized void deallocate(MemorySegment segment) {
    Arena current = lifetime;
    if (current == null || !segment.scope().equals(current.scope())) {
      throw Misuses.notOfResource(
          "the segment is not one that this resource allocated, or it was released",
          segment.isNative() ? segment.address() : 0);
    }
    take(segment.address(), segment.byteSize());
  }

  private void take(long address, long byteSize) {
    Map.Entry<Long, PoolChunk> entry = chunks.floorEntry(address);
    if (entry != null && entry.getValue().contains(address)) {
      entry.getValue().take(address, byteSize);
      return;
    }
    Long bytes = oversize.get(address);
    if (bytes == null || byteSize > bytes) {
      throw Misuses.notOfResource(
          bytes == null
              ? "no block starts at this address"
              : "the segment is larger than the block: byteSize=" + byteSize + " block=" + bytes,
          address);
    }
    oversize.remove(address);
    upstream.freeRaw(address);
  }

  @Override
  synchronized void freeRaw(long address) {
    if (!closed) {
      take(address, 0);
    }
  }

  /// Gives all memory back. Segments are dead from here on; objects that are alive end without
  /// their destructors.
  ///
  /// @throws IllegalStateException if a segment is being accessed by another thread
  public synchronized void release() {
    if (lifetime != null) {
      lifetime.close();
      lifetime = null;
    }
    objects.endAll();
    chunks.keySet().forEach(upstream::freeRaw);
    chunks.clear();
    oversize.keySet().forEach(upstream::freeRaw);
    oversize.clear();
    Arrays.fill(pools, null);
  }

  /// Gives all memory back. Closing it again does nothing.
  ///
  /// @throws IllegalStateException if a segment is being accessed by another thread
  @Override
  public synchronized void close() {
    if (!closed) {
      release();
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
  synchronized long createBlock(long live) {
    requireOpen();
    long reference = upstream.createBlock(live);
    objects.add(reference);
    return reference;
  }

  @Override
  long allocatePayload(long byteSize, long byteAlignment) {
    return upstream.allocatePayload(byteSize, byteAlignment);
  }

  @Override
  public String toString() {
    return "PoolResource[upstream=" + upstream + "]";
  }
}
