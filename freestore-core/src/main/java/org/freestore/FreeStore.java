// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.freestore.heap.FastPath;
import org.freestore.memory.Memory;
import org.freestore.protection.GuardedStore;
import org.freestore.region.RegionStatistics;
import org.freestore.slab.SizeClasses;
import org.freestore.store.RawStore;
import org.freestore.store.Space;
import org.freestore.store.Store;
import org.freestore.store.StoreSettings;
import org.freestore.store.StoreStatistics;
import org.freestore.store.Verification;

/// A store of dynamic memory outside the Java heap: what C++ calls the *free store*.
///
/// Memory is handed out in blocks and stays the caller's until it frees it; the garbage collector
/// knows nothing of it. A program may use the one store that is always there, [#global()], and open
/// as many others as it likes, each with a name, a limit and statistics of its own; closing one
/// returns everything it handed out.
///
/// | to get | call | to give back |
/// |---|---|---|
/// | a segment | [#allocate(long, long)] | [#free(MemorySegment)] |
/// | segments that die together | [#arena()], [#sharedArena()] | `close()` of the arena |
/// | a raw address, for library authors | [#malloc(long)], [#calloc(long)], [#alignedAlloc(long, long)], [#realloc(long, long)] | [#free(long)] |
///
/// **Misuse.** A block freed twice, an address that no block starts at, a block of another store, a
/// wrong size: each ends in an [InvalidDeleteException] or [DoubleDeleteException] that names the
/// block, and changes nothing. Memory once handed out is never unmapped: a stale address reads
/// something, or nothing but zeros, but does not crash the process.
///
/// **Threads.** Everything here may be called from any thread, and any block may be freed by any
/// thread, virtual threads included. A platform thread allocates and frees from magazines of its
/// own, without locks.
///
/// **Cost.** An allocation and a free take a few nanoseconds together and make no garbage; see
/// `docs/benchmarks.md`. Each block carries one byte of bookkeeping, kept apart from it. The first
/// use of the class reserves address space (1 TiB, or what the system allows; see
/// `freestore.reserveBytes`), of which only what is used becomes memory.
///
/// @apiNote The module needs native access: `--enable-native-access=org.freestore`, or
///   `ALL-UNNAMED` on the class path.
public final class FreeStore implements SegmentAllocator, AutoCloseable {
  private static final Duration MOST_PURGE_DELAY = Duration.ofDays(36_500);

  private final FreeStoreOptions options;
  private final Store store;
  private final RawStore blocks;

  /// What to add to a thread's id for its key, kept here to spare the fast paths a load.
  private final long keyBase;

  private FreeStore(FreeStoreOptions options) {
    Reports reports = new Reports(this);
    this.options = options;
    this.store = new Store(settings(options), Space.main(), reports);
    this.keyBase = store.keyBase();
    this.blocks =
        options.protection() == Protection.STANDARD
            ? store
            : new GuardedStore(store, reports, options.protection() == Protection.FULL);
  }

  private long key() {
    return keyBase + Thread.currentThread().threadId();
  }

  private static StoreSettings settings(FreeStoreOptions options) {
    boolean fast = options.protection() == Protection.STANDARD && !options.zeroing();
    return new StoreSettings(
        options.name(),
        options.limitBytes(),
        purgeDelayMillis(options),
        options.hugePages(),
        options.zeroing(),
        fast);
  }

  /// The longest delays are more than a `long` of milliseconds can express.
  private static long purgeDelayMillis(FreeStoreOptions options) {
    return options.purgeDelay().compareTo(MOST_PURGE_DELAY) < 0
        ? options.purgeDelay().toMillis()
        : MOST_PURGE_DELAY.toMillis();
  }

  /// Returns the store that is always there: named `"global"`, without a limit, never closed.
  ///
  /// @throws IllegalStateException if native access is not enabled, or the system refuses to
  ///   reserve address space; the message says what to do
  /// @throws UnsupportedOperationException on an operating system other than Linux, macOS and
  ///   Windows
  public static FreeStore global() {
    Space.main(); // fails as documented, where the initializer of Global would wrap the exception
    return Global.STORE;
  }

  /// Opens a store with default options.
  ///
  /// @throws IllegalStateException as [#global()]
  /// @throws UnsupportedOperationException as [#global()]
  public static FreeStore open() {
    return open(FreeStoreOptions.defaults());
  }

  /// Opens a store.
  ///
  /// @throws IllegalStateException as [#global()]
  /// @throws UnsupportedOperationException as [#global()]
  public static FreeStore open(FreeStoreOptions options) {
    return new FreeStore(Objects.requireNonNull(options, "options"));
  }

  /// Returns the store's name.
  public String name() {
    return options.name();
  }

  /// Returns the options the store was opened with.
  public FreeStoreOptions options() {
    return options;
  }

  /// Closes the store: every block of it is given back, and its memory returned to the system.
  /// Closing it again does nothing. No other thread may be in a call on the store, and no block of
  /// it may be used afterwards.
  ///
  /// @throws UnsupportedOperationException if this is the global store
  @Override
  public void close() {
    if (this == Global.STORE) {
      throw new UnsupportedOperationException("the global store cannot be closed");
    }
    if (blocks instanceof GuardedStore guarded) {
      guarded.close();
    }
    store.close();
  }

  /// Lets go what protection holds back of freed blocks.
  boolean releaseQuarantine() {
    return blocks instanceof GuardedStore guarded && guarded.releaseQuarantine();
  }

  boolean isClosed() {
    return store.isClosed();
  }

  void requireOpen() {
    if (isClosed()) {
      throw new IllegalStateException("store is closed: name=" + name());
    }
  }

  /// Allocates a segment, of the global scope: it is accessible from any thread, also after it was
  /// freed, which is why [#arena()] is the safer choice where segments die together. Its bytes are
  /// unspecified unless the store zeroes.
  ///
  /// @param byteSize the size in bytes, not negative; segments of size 0 are distinct, too
  /// @param byteAlignment the alignment in bytes, a power of two up to at least 1 GiB
  /// @return a native segment of `byteSize` bytes, to be freed by [#free(MemorySegment)]
  /// @throws IllegalArgumentException if `byteSize` is negative or `byteAlignment` is not a power
  ///   of two
  /// @throws OutOfFreeStoreException if the limit is reached or the system has no more memory
  /// @throws IllegalStateException if the store is closed
  @Override
  public MemorySegment allocate(long byteSize, long byteAlignment) {
    return Memory.segment(alignedAlloc(byteSize, byteAlignment), byteSize);
  }

  /// Frees a segment that [#allocate(long, long)] of this store returned, or an equal one. Slices
  /// that start later, and segments of arenas, cannot be freed.
  ///
  /// @throws IllegalArgumentException if the segment is not native, or belongs to an arena
  /// @throws DoubleDeleteException if it was freed before
  /// @throws InvalidDeleteException if it is not the start of a block of this store, or is larger
  ///   than the block
  public void free(MemorySegment segment) {
    if (!segment.isNative()) {
      throw new IllegalArgumentException("segment is not native: " + segment);
    }
    if (!segment.scope().equals(Arena.global().scope())) {
      throw new IllegalArgumentException("segment belongs to an arena: " + segment);
    }
    long address = segment.address();
    if (address != 0 && segment.byteSize() > blocks.usableBytes(address)) {
      free(address, segment.byteSize());
    }
    free(address);
  }

  /// Opens an arena whose memory comes from this store and goes back to it, confined to the calling
  /// thread.
  ///
  /// It keeps the contract of [Arena#ofConfined()]: segments are zeroed, disjoint, aligned as
  /// asked, accessible from the calling thread only, and dead once the arena is closed.
  ///
  /// @throws IllegalStateException if the store is closed
  public Arena arena() {
    requireOpen();
    return PooledArena.confined(this);
  }

  /// Opens an arena whose memory comes from this store and goes back to it, for any thread: the
  /// contract of [Arena#ofShared()], its cost of closing included.
  ///
  /// @throws IllegalStateException if the store is closed
  public Arena sharedArena() {
    requireOpen();
    return PooledArena.shared(this);
  }

  /// Allocates a block: `malloc` (C23 §7.24.3.6), `operator new` ([new.delete.single]).
  ///
  /// The block is aligned to 8 bytes, and to 16 where `byteSize` is a multiple of 16. Its bytes are
  /// unspecified.
  ///
  /// @param byteSize the size in bytes, not negative; blocks of size 0 are distinct, too
  /// @return its address, never 0
  /// @throws IllegalArgumentException if `byteSize` is negative
  /// @throws OutOfFreeStoreException if the limit is reached or the system has no more memory
  /// @throws IllegalStateException if the store is closed
  public long malloc(long byteSize) {
    long address = FastPath.pop(key(), byteSize);
    return address != 0 ? address : blocks.allocate(byteSize, 1, false);
  }

  /// Allocates a block of zeros: `calloc` (C23 §7.24.3.2). Large fresh blocks cost no writing.
  ///
  /// @param byteSize as for [#malloc(long)]
  /// @return its address, never 0
  /// @throws IllegalArgumentException as [#malloc(long)]
  /// @throws OutOfFreeStoreException as [#malloc(long)]
  /// @throws IllegalStateException as [#malloc(long)]
  public long calloc(long byteSize) {
    long address = FastPath.pop(key(), byteSize);
    if (address == 0) {
      return blocks.allocate(byteSize, 1, true);
    }
    Memory.fill(address, byteSize, (byte) 0);
    return address;
  }

  /// Allocates an aligned block: `aligned_alloc` (C23 §7.24.3.1), but for any size.
  ///
  /// @param byteSize as for [#malloc(long)]
  /// @param byteAlignment the alignment in bytes, a power of two up to at least 1 GiB
  /// @return its address, never 0, a multiple of `byteAlignment`
  /// @throws IllegalArgumentException as [#malloc(long)], and if `byteAlignment` is not a power of
  ///   two
  /// @throws OutOfFreeStoreException as [#malloc(long)]
  /// @throws IllegalStateException as [#malloc(long)]
  public long alignedAlloc(long byteSize, long byteAlignment) {
    if (byteAlignment == 1 || byteAlignment == Long.BYTES) {
      return malloc(byteSize);
    }
    return blocks.allocate(byteSize, byteAlignment, false);
  }

  long rawAllocate(long byteSize, long byteAlignment, boolean zeroed) {
    return blocks.allocate(byteSize, byteAlignment, zeroed);
  }

  /// Changes the size of a block: `realloc` (C23 §7.24.3.7). The block stays where it is if the new
  /// size fits and does not leave half of it unused, or if it is large and what follows is free;
  /// else its contents move to a new block, up to the smaller of both sizes, and it is freed. A new
  /// size of 0 does not free it. Alignment beyond [#malloc(long)]'s is not kept when it moves.
  ///
  /// @param address the block, or 0 to allocate one
  /// @param byteSize the new size in bytes, not negative
  /// @return the block's address now
  /// @throws IllegalArgumentException if `byteSize` is negative
  /// @throws DoubleDeleteException if the block was freed before
  /// @throws InvalidDeleteException if no block of this store starts at `address`
  /// @throws OutOfFreeStoreException as [#malloc(long)]; the block is then as it was
  /// @throws IllegalStateException as [#malloc(long)]
  public long realloc(long address, long byteSize) {
    return blocks.reallocate(address, byteSize);
  }

  /// Frees a block: `free` (C23 §7.24.3.3), `operator delete`.
  ///
  /// @param address what an allocation of this store returned, or 0 to do nothing
  /// @throws DoubleDeleteException if the block was freed before
  /// @throws InvalidDeleteException if no block of this store starts at `address`: it was not
  ///   allocated by Freestore, lies inside a block, or belongs to another store
  public void free(long address) {
    if (!FastPath.push(key(), address)) {
      blocks.free(address);
    }
  }

  /// Frees a block whose size the caller knows: `free_sized` (C23 §7.24.3.4). The size is checked.
  ///
  /// @param address as for [#free(long)]
  /// @param byteSize the size it was allocated or last reallocated with, in bytes
  /// @throws DoubleDeleteException as [#free(long)]
  /// @throws InvalidDeleteException as [#free(long)], and if a request of `byteSize` bytes gets
  ///   blocks of another size
  public void free(long address, long byteSize) {
    blocks.free(address, byteSize, 1);
  }

  /// Frees a block whose size and alignment the caller knows: `free_aligned_sized` (C23 §7.24.3.5).
  /// Both are checked.
  ///
  /// @param address as for [#free(long)]
  /// @param byteSize the size it was allocated with, in bytes
  /// @param byteAlignment the alignment it was allocated with, in bytes
  /// @throws IllegalArgumentException if `byteAlignment` is not a power of two
  /// @throws DoubleDeleteException as [#free(long)]
  /// @throws InvalidDeleteException as [#free(long)], and if such a request gets blocks of another
  ///   size
  public void free(long address, long byteSize, long byteAlignment) {
    if (byteAlignment <= 0 || (byteAlignment & (byteAlignment - 1)) != 0) {
      throw new IllegalArgumentException(
          "alignment is not a power of two: byteAlignment=" + byteAlignment);
    }
    blocks.free(address, byteSize, byteAlignment);
  }

  /// Returns how many bytes of a block may be used: at least what was asked for.
  ///
  /// @throws DoubleDeleteException if the block was freed
  /// @throws InvalidDeleteException if no block of this store starts at `address`
  public long usableSize(long address) {
    return blocks.usableBytes(address);
  }

  /// Returns what a request takes at least: the size of the blocks of its size class, in bytes, or
  /// whole granules of 64 KiB for more than 64 KiB. Callers that grow can ask for this much at no
  /// cost. A thread that seldom asks for a class may get a block of the next coarse one:
  /// [#usableSize(long)] tells.
  ///
  /// @param byteSize the size in bytes, not negative
  /// @throws IllegalArgumentException if `byteSize` is negative, or so large that no block can have
  ///   it
  public static long sizeClassBytes(long byteSize) {
    if (byteSize < 0 || byteSize > Long.MAX_VALUE - (SizeClasses.LARGEST_BLOCK_BYTES - 1)) {
      throw new IllegalArgumentException("size out of range: byteSize=" + byteSize);
    }
    if (byteSize <= SizeClasses.LARGEST_BLOCK_BYTES) {
      return SizeClasses.blockBytes(SizeClasses.of(byteSize));
    }
    return byteSize + SizeClasses.LARGEST_BLOCK_BYTES - 1 & -SizeClasses.LARGEST_BLOCK_BYTES;
  }

  /// Returns to the system all that can be returned now: free pages, and those that become free by
  /// emptying the magazines of the calling thread, of ended threads and of virtual threads. What
  /// other living threads hold in magazines (some hundred KiB each at most, usually) stays theirs;
  /// they trim it themselves as they go on allocating.
  ///
  /// @throws IllegalStateException if the store is closed
  public void trim() {
    store.trim();
  }

  /// Counts what the store holds. Takes time in proportion to the number of slabs.
  public FreeStoreStatistics statistics() {
    StoreStatistics figures = store.statistics();
    RegionStatistics region = figures.region();
    List<SizeClassStatistics> classes = new ArrayList<>();
    long[] sums = new long[8];
    for (StoreStatistics.Line line : figures.classes()) {
      add(sums, line);
      if (line.slabs > 0) {
        classes.add(line(line));
      }
    }
    long heldByAll = region.frontierBytes() - region.dirtyFreeBytes() - region.cleanFreeBytes();
    return new FreeStoreStatistics(
        options.name(),
        sums[0],
        sums[1],
        sums[2],
        sums[3],
        sums[4],
        sums[5],
        sums[0] + sums[2] + sums[3] + sums[4] + sums[5],
        sums[6],
        sums[7],
        options.limitBytes(),
        figures.budgetBytes(),
        figures.heapCount(),
        figures.racingFrees(),
        region.reservedBytes() + figures.dedicatedReservedBytes(),
        region.committedBytes(),
        heldByAll,
        region.dirtyFreeBytes(),
        region.cleanFreeBytes(),
        region.committedBytes() - region.frontierBytes(),
        region.purgedBytes(),
        region.purgeCalls(),
        classes);
  }

  private static void add(long[] sums, StoreStatistics.Line line) {
    sums[0] += line.inUseBytes;
    sums[1] += line.liveBlocks;
    sums[2] += line.cachedBytes;
    sums[3] += line.remoteFreedBytes;
    sums[4] += line.freeBytes;
    sums[5] += line.tailBytes;
    sums[6] += line.residentBytes;
    sums[7] += line.metadataBytes;
  }

  private static SizeClassStatistics line(StoreStatistics.Line line) {
    return new SizeClassStatistics(
        line.blockBytes,
        line.slabs,
        line.liveBlocks,
        line.inUseBytes,
        line.cachedBytes,
        line.remoteFreedBytes,
        line.freeBytes,
        line.tailBytes,
        line.heldBytes(),
        line.residentBytes);
  }

  /// Shows every live block to a visitor: blocks of every thread, while they run. A block that is
  /// live from beginning to end is shown once, another once or not at all. The visitor is called
  /// with no lock held and may allocate and free. Takes 16 bytes of the Java heap a block while it
  /// runs.
  public void walk(BlockVisitor visitor) {
    Objects.requireNonNull(visitor, "visitor");
    blocks.walk(visitor::block);
  }

  /// Checks the store's bookkeeping, every slab of every thread, while they run.
  ///
  /// @throws CorruptFreeStoreException if an invariant is broken: the message names the first and
  ///   where
  public void verify() {
    String broken = Verification.firstBrokenInvariant(store);
    if (broken != null) {
      throw new CorruptFreeStoreException(broken);
    }
  }

  @Override
  public String toString() {
    return "FreeStore[name=" + options.name() + "]";
  }

  private static final class Global {
    static final FreeStore STORE = new FreeStore(FreeStoreOptions.defaults().withName("global"));
  }
}
