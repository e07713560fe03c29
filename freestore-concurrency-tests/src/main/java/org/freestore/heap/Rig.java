// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.freestore.memory.Memory;
import org.freestore.object.VacantSlabs;
import org.freestore.region.MainWindow;
import org.freestore.region.Region;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;
import org.freestore.slab.SlabList;
import org.jspecify.annotations.NullMarked;

/// A heap with one slab of sixteen blocks, all free, driven by whichever thread plays its owner.
///
/// A sample takes a rig, plays on it, counts what came of it and gives it back: so it costs some
/// hundred nanoseconds and no system call, and no other sample can touch its blocks. All rigs of a
/// process lie in one region, which fills the main window: no store may be opened beside them.
///
/// What a rig does as owner, as another thread or on the owner's behalf is what `Store` makes the
/// heap do; its own part is only to say who plays whom. In the heap's package, because some of the
/// steps are taken by the heap alone.
@NullMarked
public final class Rig {
  /// Slabs of one granule, with few blocks.
  public static final int SIZE_CLASS = SizeClasses.of(4096);

  /// What [#finish] returns if the slab's counts and states disagree.
  public static final int BROKEN = -1;

  public static final Region REGION =
      new Region(MainWindow.WINDOW, 0, MainWindow.WINDOW.granuleCount(), false);

  static final Owners OWNERS = new Owners();

  private static final Orphans NO_ORPHANS = new Orphans();
  private static final Object STORE = new Object();

  /// Not 0, which would keep the heaps off the fast paths.
  private static final long KEY_BASE = 1L << 40;

  private static final Budget UNLIMITED = new Budget(Long.MAX_VALUE);
  private static final VacantSlabs VACANT_SLABS = new VacantSlabs(REGION);
  private static final int CAPACITY = SizeClasses.capacity(SIZE_CLASS);
  private static final Queue<Rig> SPARE = new ConcurrentLinkedQueue<>();
  private static final Queue<Heap> SPARE_HEAPS = new ConcurrentLinkedQueue<>();

  final Heap heap;
  private final long slab;

  /// A pair of address and state address for each block.
  private final long[] blocks = new long[2 * CAPACITY];

  private final long[] taken = new long[2 * CAPACITY];
  private final int[] timesFree = new int[CAPACITY];

  private Rig() {
    heap = newHeap();
    heap.changeOwner(PlayedOwner.INSTANCE);
    heap.magazines[SIZE_CLASS].growTo(CAPACITY, CAPACITY);
    long block = allocate();
    slab = Slab.of(REGION, block);
    for (int index = 0; index < CAPACITY; index++) {
      blocks[2 * index] =
          SlabDescriptor.start(slab) + (long) index * SlabDescriptor.blockBytes(slab);
      blocks[2 * index + 1] = SlabDescriptor.states(slab) + index;
    }
    give(block);
  }

  /// Takes a heap without a slab, that is nobody's.
  static Heap takeHeap() {
    Heap spare = SPARE_HEAPS.poll();
    return spare != null ? spare : newHeap();
  }

  /// Gives a heap back after giving back all its slabs.
  static void giveBack(Heap heap) {
    heap.magazines[SIZE_CLASS].top = 0;
    giveBackSlabs(heap.available);
    giveBackSlabs(heap.full);
    heap.slabCounts[SIZE_CLASS] = 0;
    SPARE_HEAPS.add(heap);
  }

  private static void giveBackSlabs(SlabList slabs) {
    for (long slab = slabs.first(SIZE_CLASS); slab != 0; slab = slabs.first(SIZE_CLASS)) {
      slabs.remove(slab, SIZE_CLASS);
      Slab.discard(REGION, slab, 0);
    }
  }

  private static Heap newHeap() {
    int id = OWNERS.newId();
    Heap heap =
        new Heap(
            id,
            STORE,
            KEY_BASE,
            REGION,
            VACANT_SLABS,
            OWNERS,
            UNLIMITED,
            Heap.MOST_CACHED_BYTES,
            Sampling.none());
    OWNERS.register(id, heap);
    return heap;
  }

  /// Takes a rig.
  public static Rig take() {
    Rig spare = SPARE.poll();
    return spare != null ? spare : new Rig();
  }

  public long slab() {
    return slab;
  }

  /// Makes the heap one that virtual threads share, until the end of the sample.
  void becomeStripe() {
    heap.changeOwner(null);
    heap.stripe = true;
  }

  /// Allocates as the owner: from the magazine, or else one block from the slab.
  public long allocate() {
    return allocate(heap, NO_ORPHANS);
  }

  static long allocate(Heap heap, Orphans orphans) {
    long block = heap.pop(SIZE_CLASS);
    if (block != 0) {
      return block;
    }
    heap.magazines[SIZE_CLASS].batchBlocks = 1;
    return HeapSlowPath.allocate(heap, SIZE_CLASS, orphans);
  }

  /// Frees as the owner: by the fast path or, where that declines, by the slow one.
  public boolean push(long block) {
    return (!heap.stripe && FastPath.push(heap.key, block)) || freeLocally(block);
  }

  private boolean freeLocally(long block) {
    return HeapSlowPath.free(heap, Slab.word(REGION, block), block) != HeapSlowPath.NOT_LIVE;
  }

  /// Frees as a thread that does not own the heap.
  public static boolean freeRemotely(long block) {
    return Slab.word(REGION, block) != 0
        && RemoteFree.free(REGION, OWNERS, block) != RemoteFree.NOT_LIVE;
  }

  /// Takes in what other threads freed, as the owner does before it refills.
  public void collect() {
    collect(heap);
  }

  static void collect(Heap heap) {
    heap.lock.lock();
    try {
      Collection.collectPending(heap);
    } finally {
      heap.lock.unlock();
    }
  }

  /// Takes what is pending, and returns the first of it, or 0.
  static long takePending(Heap heap) {
    heap.pending.take();
    return heap.pending.next(REGION);
  }

  public static long stateAddress(long block) {
    return Slab.stateAddress(REGION, Slab.word(REGION, block), block);
  }

  /// Frees a block that is in use straight into the slab, so that it no longer counts.
  void give(long block) {
    int index = Slab.indexOfContaining(slab, block);
    Slab.give(slab, blocks, index, index + 1);
  }

  /// Ends a sample: collects, hands out all that is free, in the magazine and in the slab, and
  /// gives the rig back. No thread uses it any more, and no block but `contested` may still be in
  /// use.
  ///
  /// @return how often `contested` was handed out: 0 where it is lost, 2 where two callers would
  ///   have it; [#BROKEN] where another block did not come once, or counts and states disagree
  public int finish(long contested) {
    collect();
    int times = timesHandedOut(contested);
    if (times == 1) {
      recycle();
    } else {
      scrap();
    }
    return times;
  }

  private int timesHandedOut(long contested) {
    Arrays.fill(timesFree, 0);
    boolean cachedSound = countCached();
    boolean sound = countFree() && cachedSound;
    int index = Slab.indexOfContaining(slab, contested);
    int times = timesFree[index];
    timesFree[index] = 1;
    for (int other : timesFree) {
      sound &= other == 1;
    }
    return times == 1 && !sound ? BROKEN : times;
  }

  private boolean countCached() {
    Magazine magazine = heap.magazines[SIZE_CLASS];
    boolean sound = true;
    for (int i = 0; i < 2 * magazine.blocks(); i += 2) {
      timesFree[Slab.indexOfContaining(slab, magazine.entries[i])]++;
      sound &= Memory.getByte(magazine.entries[i + 1]) == BlockState.CACHED;
    }
    return sound;
  }

  /// Takes nothing where the books are wrong: that would run off the side table.
  private boolean countFree() {
    int free = 0;
    int lowest = CAPACITY;
    for (int index = CAPACITY - 1; index >= 0; index--) {
      if (Memory.getByte(SlabDescriptor.states(slab) + index) == BlockState.FREE) {
        timesFree[index]++;
        free++;
        lowest = index;
      }
    }
    return free == Slab.free(slab)
        && Slab.isScannedTo(slab, lowest)
        && Slab.paddingIsIntact(slab)
        && Slab.take(slab, CAPACITY, taken, 0) == free;
  }

  /// Every block was handed out once: all are given back.
  private void recycle() {
    heap.magazines[SIZE_CLASS].top = 0;
    Slab.give(slab, blocks, 0, CAPACITY);
    drop(heap.pending);
    Slab.unqueue(slab);
    Slab.forgetHolds(slab, Slab.unansweredHolds(slab));
    heap.slabCounts[SIZE_CLASS] = 1;
    heap.suspectSlab = 0;
    heap.stripe = false;
    heap.reaped = false;
    heap.changeOwner(PlayedOwner.INSTANCE);
    giveBackUnused();
  }

  private static void drop(PendingSlabs pending) {
    while (!pending.isEmpty()) {
      pending.take();
      pending.next(REGION);
    }
  }

  /// Ends a sample that did nothing to the blocks.
  void giveBackUnused() {
    SPARE.add(this);
  }

  /// A slab that is not as it should be goes back to the region whatever it holds; the heap is
  /// forgotten.
  void scrap() {
    Slab.discard(REGION, slab, 0);
    forgetHeap();
  }

  void forgetHeap() {
    heap.disown();
    OWNERS.unregister(heap.id);
  }
}
