// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.Set;
import java.util.TreeSet;
import org.freestore.heap.Budget;
import org.freestore.heap.Collection;
import org.freestore.heap.FastPath;
import org.freestore.heap.Heap;
import org.freestore.heap.HeapSlowPath;
import org.freestore.heap.Maintenance;
import org.freestore.heap.Purging;
import org.freestore.heap.RemoteDelete;
import org.freestore.heap.RemoteFree;
import org.freestore.heap.Sampling;
import org.freestore.heap.SlabOwner;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.freestore.object.VacantSlabs;
import org.freestore.region.Region;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabWord;
import org.jspecify.annotations.Nullable;

/// A set of slabs with a name and a budget: the complete road, which serves every size, alignment
/// and thread, and reports what is wrong. [FastPath] is the shortcut to the magazines of the
/// calling thread; whoever has a store tries it first.
public final class Store implements RawStore {
  private final StoreSettings settings;
  private final Complaints complaints;
  private final Space space;
  private final Region region;
  private final VacantSlabs vacantSlabs;
  private final Budget budget;
  private final Heaps heaps;
  private final Maintenance maintenance;
  private final LargeBlocks large;
  private PinnedBlocks pinned = new PinnedBlocks(new TreeSet<>());
  private volatile boolean closed;

  /// Set right after construction.
  private @Nullable ObjectWatch watch;

  /// Set right after construction.
  private @Nullable LargeSampling samplingOfLarge;

  public Store(StoreSettings settings, Space space, Complaints complaints) {
    this.settings = settings;
    this.space = space;
    this.complaints = complaints;
    this.region = space.region(settings.hugePages());
    this.budget = new Budget(settings.limitBytes());
    this.vacantSlabs = space.vacantSlabs(region);
    this.heaps = new Heaps(this, region, vacantSlabs, budget, settings.fast() && space.isMain());
    this.large = new LargeBlocks(this, space.owners().newId(), space, region, budget);
    this.maintenance =
        new Maintenance(
            region, vacantSlabs, heaps.orphans(), settings.purgeDelayMillis(), large::giveBackIdle);
    space.owners().register(large.id(), large);
  }

  /// Has every object reported from now on. Called before the store is used, and only on one
  /// without fast paths.
  public void watch(ObjectWatch objects) {
    watch = objects;
  }

  /// Has a sample of all allocations recorded from now on. Called before the store is used.
  ///
  /// @param meanBytes how many bytes lie between samples; 0 for none
  public void sample(Sampling.Recorder samples, long meanBytes) {
    heaps.sample(samples, meanBytes);
    samplingOfLarge = meanBytes == 0 ? null : new LargeSampling(samples, meanBytes);
  }

  /// Returns whether a raw block is handed out, and where it was allocated is recorded.
  public boolean isSampled(long address) {
    long state = stateOf(address);
    return BlockState.isSampled(state == 0 ? large.state(address) : Memory.getByte(state));
  }

  /// Returns what to add to a thread's id for its key: see [FastPath]. Where the fast paths are not
  /// to be taken, no heap has such a key.
  public long keyBase() {
    return heaps.keyBase();
  }

  @Override
  public long allocate(long byteSize, long byteAlignment, boolean zeroed) {
    if (byteSize < 0) {
      throw new IllegalArgumentException("negative size: byteSize=" + byteSize);
    }
    if (byteAlignment <= 0 || (byteAlignment & byteAlignment - 1) != 0) {
      throw new IllegalArgumentException(
          "alignment is not a power of two: byteAlignment=" + byteAlignment);
    }
    long address = allocateOrRelieve(byteSize, byteAlignment);
    if (zeroed || settings.zeroing()) {
      zero(address, byteSize);
    }
    return address;
  }

  private long allocateOrRelieve(long byteSize, long byteAlignment) {
    requireOpen();
    long address = tryAllocate(byteSize, byteAlignment);
    while (address == 0) {
      relieve();
      address = tryAllocate(byteSize, byteAlignment);
      if (address == 0 && !complaints.freeSome(byteSize)) {
        throw complaints.outOfMemory(
            byteSize, statistics().inUseBytes(), settings.limitBytes(), settings.name());
      }
    }
    return address;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("store is closed: name=" + settings.name());
    }
  }

  /// Returns a block, or 0 where the budget or memory is exhausted.
  private long tryAllocate(long byteSize, long byteAlignment) {
    int sizeClass = SizeClasses.of(byteSize, byteAlignment);
    if (sizeClass < 0) {
      long now = maintenance.tickStore();
      long address = large.allocate(byteSize, byteAlignment);
      if (address != 0 && samplingOfLarge != null) {
        samplingOfLarge.allocated(large, address, byteSize, now);
      }
      return address;
    }
    Thread thread = Thread.currentThread();
    if (!thread.isVirtual()) {
      return allocate(heaps.of(thread), sizeClass);
    }
    Heap stripe = heaps.acquireStripe(thread);
    try {
      return allocate(stripe, sizeClass);
    } finally {
      stripe.release();
    }
  }

  private long allocate(Heap heap, int sizeClass) {
    long address = heap.pop(sizeClass);
    if (address != 0) {
      return address;
    }
    maintenance.tick(heap);
    return HeapSlowPath.allocate(heap, sizeClass, heaps.orphans());
  }

  /// Makes an object, whose payload the caller has to write; its header says it is live.
  ///
  /// @param live the lower bits of its header
  /// @return its reference
  public long create(long live) {
    requireOpen();
    long reference = tryCreate(live);
    while (reference == 0) {
      relieve();
      reference = tryCreate(live);
      int byteSize = SizeClasses.blockBytes(Header.sizeClass(live));
      if (reference == 0 && !complaints.freeSome(byteSize)) {
        throw complaints.outOfMemory(
            byteSize, statistics().inUseBytes(), settings.limitBytes(), settings.name());
      }
    }
    if (watch != null) {
      watch.created(reference, live);
    }
    return reference;
  }

  private long tryCreate(long live) {
    Thread thread = Thread.currentThread();
    if (!thread.isVirtual()) {
      return create(heaps.of(thread), live);
    }
    Heap stripe = heaps.acquireStripe(thread);
    try {
      return create(stripe, live);
    } finally {
      stripe.release();
    }
  }

  private long create(Heap heap, long live) {
    long reference = heap.popObject(live);
    if (reference != 0) {
      return reference;
    }
    maintenance.tick(heap);
    return HeapSlowPath.create(heap, live, heaps.orphans());
  }

  /// Frees the block of an object.
  ///
  /// @param header what its header must be: live, or being destroyed by the caller
  /// @return false, with nothing changed, if the header is another, or is not the object's
  public static boolean delete(long reference, long header) {
    Store store = Header.isOf(header, reference) ? ofObject(reference) : null;
    if (store == null) {
      return false;
    }
    return store.watch == null
        ? store.deleteOwn(reference, header)
        : store.deleteWatched(reference, header, store.watch);
  }

  /// Returns the store that the slab belongs to in which an object is, or was; null where nobody
  /// has it.
  public static @Nullable Store ofObject(long reference) {
    return ofAddress(Reference.address(reference));
  }

  /// Returns the store that the slab or the large block belongs to in which an address lies; null
  /// where nobody has it, and for blocks with a reservation of their own.
  public static @Nullable Store ofAddress(long address) {
    Space space = Space.main();
    Region region = space.regionOf(address);
    SlabOwner owner =
        region == null ? null : space.owners().owner(SlabWord.owner(Slab.word(region, address)));
    return owner != null && owner.store() instanceof Store store ? store : null;
  }

  private boolean deleteWatched(long reference, long header, ObjectWatch by) {
    Runnable ended = by.ending(reference);
    boolean deleted = deleteOwn(reference, header);
    if (deleted) {
      ended.run();
    }
    return deleted;
  }

  private boolean deleteOwn(long reference, long header) {
    long address = Reference.address(reference);
    long word = Slab.word(region, address);
    if (!SizeClasses.isOfObjects(SlabWord.sizeClass(word))
        || Slab.stateAddress(region, word, address) == 0
        || !(space.owners().owner(SlabWord.owner(word)) instanceof Heap heap)) {
      return false;
    }
    if (heap.isOwnedBy(Thread.currentThread())) {
      return deleteLocally(heap, word, reference, header);
    }
    if (heap.isStripe() && heap.tryAcquire()) {
      try {
        return deleteLocally(heap, word, reference, header);
      } finally {
        heap.release();
      }
    }
    int result = RemoteDelete.delete(region, space.owners(), reference, header);
    if (result == RemoteFree.FREED_FIRST) {
      maintenance.tickStore();
    }
    return result != RemoteFree.NOT_LIVE;
  }

  private boolean deleteLocally(Heap heap, long word, long reference, long header) {
    int result = HeapSlowPath.delete(heap, word, reference, header);
    if (result == HeapSlowPath.FREED_AND_DUE) {
      maintenance.tick(heap);
    }
    return result != HeapSlowPath.NOT_LIVE;
  }

  /// Fresh runs are zero already; everything else is written.
  private void zero(long address, long byteSize) {
    long largeBytes = large.usableBytes(address);
    if (largeBytes < 0) {
      Memory.fill(address, byteSize, (byte) 0);
    } else if (!large.wasClean(address)) {
      region.zero(address, byteSize);
    }
  }

  /// Returns the calling thread's heap, or null where it has none that the fast paths may use.
  public @Nullable Heap heapOfCurrentThread() {
    return heaps.ofFastPaths();
  }

  /// The exit of the fast path: not cut into shorter methods, lest the compiler take them into
  /// that.
  @Override
  public void free(long address) {
    if (region.contains(address)) {
      long word = Slab.word(region, address);
      if (word != 0 && SlabWord.sizeClass(word) != SlabWord.LARGE) {
        freeOfSlab(word, address);
        return;
      }
      maintenance.tickStore();
    }
    if (address != 0 && !large.free(address)) {
      throw complaints.misuse(Diagnosis.ofFree(this, address));
    }
  }

  /// Says what is wrong with an address that cannot be freed.
  public Misuse diagnoseFree(long address) {
    return Diagnosis.ofFree(this, address);
  }

  private void freeOfSlab(long word, long address) {
    boolean freed =
        !SizeClasses.isOfObjects(SlabWord.sizeClass(word))
            && space.owners().owner(SlabWord.owner(word)) instanceof Heap heap
            && heap.store() == this
            && free(heap, word, address);
    if (!freed) {
      throw complaints.misuse(Diagnosis.ofFree(this, address));
    }
  }

  private boolean free(Heap heap, long word, long address) {
    Thread thread = Thread.currentThread();
    if (heap.isOwnedBy(thread)) {
      return freeLocally(heap, word, address);
    }
    if (heap.isStripe() && heap.tryAcquire()) {
      try {
        return freeLocally(heap, word, address);
      } finally {
        heap.release();
      }
    }
    int result = RemoteFree.free(region, space.owners(), address);
    if (result == RemoteFree.FREED_FIRST) {
      maintenance.tickStore();
    }
    return result != RemoteFree.NOT_LIVE;
  }

  private boolean freeLocally(Heap heap, long word, long address) {
    int result = HeapSlowPath.free(heap, word, address);
    if (result == HeapSlowPath.FREED_AND_DUE) {
      maintenance.tick(heap);
    }
    return result != HeapSlowPath.NOT_LIVE;
  }

  @Override
  public void free(long address, long byteSize, long byteAlignment) {
    if (address == 0) {
      return;
    }
    Misuse misuse = Diagnosis.ofSizedFree(this, address, byteSize, byteAlignment);
    if (misuse != null) {
      throw complaints.misuse(misuse);
    }
    if (!FastPath.push(heaps.key(), address)) {
      free(address);
    }
  }

  @Override
  public boolean own(long address, byte as) {
    long state = stateOf(address);
    return state == 0 ? large.own(address, as) : BlockState.own(state, as);
  }

  @Override
  public void freeOwned(long address) {
    long state = stateOf(address);
    boolean owned = state == 0 ? large.disown(address) : BlockState.disown(state);
    if (!owned) {
      throw complaints.misuse(Diagnosis.ofFree(this, address));
    }
    if (!FastPath.push(heaps.key(), address)) {
      free(address);
    }
  }

  @Override
  public long ownedBytes(long address) {
    long state = stateOf(address);
    byte found = state == 0 ? large.state(address) : Memory.getByte(state);
    if (!BlockState.isHandedOut(found) || BlockState.isLive(found)) {
      return -1;
    }
    return state == 0
        ? large.byteSize(address)
        : SizeClasses.blockBytes(SlabWord.sizeClass(Slab.word(region, address)));
  }

  /// Returns where the state of a block of a slab of this store's is, or 0 for what is none.
  private long stateOf(long address) {
    long word = region.contains(address) ? Slab.word(region, address) : 0;
    if (word == 0
        || SlabWord.sizeClass(word) == SlabWord.LARGE
        || SizeClasses.isOfObjects(SlabWord.sizeClass(word))) {
      return 0;
    }
    SlabOwner owner = space.owners().owner(SlabWord.owner(word));
    return owner != null && owner.store() == this ? Slab.stateAddress(region, word, address) : 0;
  }

  @Override
  public long usableBytes(long address) {
    long bytes = liveBytes(address);
    if (bytes < 0) {
      throw complaints.misuse(Diagnosis.ofFree(this, address));
    }
    return bytes;
  }

  /// Returns the size of the live block of this store that starts at `address`, or -1 if none does.
  public long liveBytes(long address) {
    long state = stateOf(address);
    if (state == 0) {
      return large.usableBytes(address);
    }
    return BlockState.isLive(Memory.getByte(state))
        ? SizeClasses.blockBytes(SlabWord.sizeClass(Slab.word(region, address)))
        : -1;
  }

  @Override
  public long reallocate(long address, long byteSize) {
    if (address == 0) {
      return allocate(byteSize, 1, false);
    }
    if (byteSize < 0) {
      throw new IllegalArgumentException("negative size: byteSize=" + byteSize);
    }
    long usable = usableBytes(address);
    if (fits(usable, byteSize)
        || (LargeBlocks.isLarge(usable) && large.resize(address, byteSize))) {
      return address;
    }
    long moved = FastPath.pop(heaps.key(), byteSize);
    if (moved == 0) {
      moved = allocate(byteSize, 1, false);
    }
    Memory.copy(address, moved, Math.min(usable, byteSize));
    if (!FastPath.push(heaps.key(), address)) {
      free(address);
    }
    return moved;
  }

  /// A block keeps its place for any size that would not leave half of it unused.
  static boolean fits(long usable, long byteSize) {
    return LargeBlocks.isLarge(byteSize)
        ? LargeBlocks.blockBytes(byteSize) == usable
        : byteSize <= usable && byteSize > usable >>> 1 && !LargeBlocks.isLarge(usable);
  }

  /// Gathers what is free but scattered: what others freed, what magazines hold, empty slabs.
  private void relieve() {
    heaps.flush();
    maintenance.collectForAll();
    heaps.orphans().reap();
    Collection.giveBackEmpty(heaps.all());
    large.giveBackAllSpare();
  }

  /// Gives back to the system all that can be given back now: magazines of this thread, of ended
  /// ones and of stripes, what was freed remotely, empty slabs, free pages. The magazines of other
  /// living threads stay theirs.
  public void trim() {
    requireOpen();
    relieve();
    purgeAll();
  }

  private void purgeAll() {
    Purging purging = Purging.of(region, vacantSlabs);
    while (region.purge(Long.MAX_VALUE) || vacantSlabs.purge(Long.MAX_VALUE)) {
      Thread.onSpinWait();
    }
    purging.tell();
  }

  /// Gives every block of the store back, and all memory to the system. No other thread may be
  /// using the store.
  public void close() {
    close(Set.of());
  }

  /// Closes the store, but keeps the memory of some raw blocks until [#releasePinned(long)].
  ///
  /// @param pinned an address in each of them
  public synchronized void close(Set<Long> pinned) {
    if (closed) {
      return;
    }
    this.pinned = new PinnedBlocks(new TreeSet<>(pinned));
    closed = true;
    heaps.disown();
    Closing.giveBackEverything(this, this.pinned);
    large.giveBackAllSpare();
    budget.refund(budget.chargedBytes());
    purgeAll();
  }

  /// Gives the memory of a raw block back that was pinned when the store was closed.
  public synchronized void releasePinned(long address) {
    pinned.release(address);
  }

  @Override
  public void walk(BlockWalk.Visitor visitor) {
    BlockWalk.walk(this, visitor);
  }

  public StoreStatistics statistics() {
    return Census.of(this);
  }

  public boolean isClosed() {
    return closed;
  }

  public StoreSettings settings() {
    return settings;
  }

  Space space() {
    return space;
  }

  Region region() {
    return region;
  }

  Budget budget() {
    return budget;
  }

  /// Returns every heap of the store, those of ended threads included.
  public Heap[] heaps() {
    return heaps.all();
  }

  LargeBlocks large() {
    return large;
  }

  public Complaints complaints() {
    return complaints;
  }
}
