// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.ObjectSlab;
import org.freestore.object.Reference;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabWord;
import org.jspecify.annotations.Nullable;

/// What a heap does when a magazine is empty or full: move blocks, in batches, between magazines
/// and slabs.
///
/// Called by whoever owns the heap's magazines; takes the heap's lock, and under it perhaps the
/// region's.
public final class HeapSlowPath {
  private static final int MOST_BATCH_BLOCKS = 128;
  private static final int LEAST_CACHED_BLOCKS = 2;
  private static final int SMALL_BLOCK_BYTES = 1024;
  private static final int MOST_CACHED_OF_LARGER_BYTES = 128 << 10;

  /// No live block starts at the address; nothing changed.
  public static final int NOT_LIVE = 0;

  public static final int FREED = 1;

  /// Freed, and it is time to look at the clock.
  public static final int FREED_AND_DUE = 2;

  private HeapSlowPath() {}

  /// Returns a block from a magazine, which is filled if it is empty.
  ///
  /// @param donor where to find slabs of heaps whose threads have ended
  /// @return the block, `LIVE`, or 0 where the budget or memory is exhausted
  public static long allocate(Heap heap, int sizeClass, Orphans donor) {
    Magazine magazine = heap.magazines[sizeClass];
    magazine.reveal();
    long address = magazine.pop();
    if (address == 0) {
      magazine = refilled(heap, sizeClass, donor);
      address = magazine == null ? 0 : magazine.pop();
    }
    if (magazine != null && magazine.endAllocation()) {
      long state = Slab.stateAddress(heap.region, Slab.word(heap.region, address), address);
      heap.sampling.raw(address, state, magazine.sizeClass);
    }
    return address;
  }

  /// Makes an object of a block from a magazine, which is filled if it is empty.
  ///
  /// @param live the lower bits of its header
  /// @return its reference, or 0 where the budget or memory is exhausted
  public static long create(Heap heap, long live, Orphans donor) {
    Magazine magazine = heap.magazines[Header.sizeClass(live)];
    magazine.reveal();
    long reference = magazine.popObject(live);
    if (reference == 0) {
      magazine = refilled(heap, Header.sizeClass(live), donor);
      reference = magazine == null ? 0 : magazine.popObject(live);
    }
    if (magazine != null && magazine.endAllocation()) {
      heap.sampling.object(reference, live, magazine.sizeClass);
    }
    return reference;
  }

  private static @Nullable Magazine refilled(Heap heap, int sizeClass, Orphans donor) {
    Magazine magazine = Routing.forRefill(heap, sizeClass);
    heap.lock.lock();
    try {
      boolean refilled = refill(heap, magazine, magazine.sizeClass, donor);
      if (!refilled && heap.budget.isLimited() && magazine.sizeClass != sizeClass) {
        // What is left of the budget may be too little for a coarse block, and enough for a fine
        // one.
        magazine = Routing.own(heap, sizeClass);
        refilled = refill(heap, magazine, sizeClass, donor);
      }
      if (refilled) {
        int refilledClass = magazine.sizeClass;
        Events.refilled(
            heap,
            SizeClasses.blockBytes(refilledClass),
            magazine.blocks(),
            SizeClasses.isOfObjects(refilledClass));
      }
      return refilled ? magazine : null;
    } finally {
      heap.lock.unlock();
    }
  }

  private static boolean refill(Heap heap, Magazine magazine, int sizeClass, Orphans donor) {
    Collection.collectPending(heap);
    magazine.ranEmpty = true;
    magazine.ranShort = true;
    int blockBytes = SizeClasses.blockBytes(sizeClass);
    int wanted = heap.budget.charge(nextBatch(heap, magazine, blockBytes), blockBytes);
    if (wanted == 0) {
      return false;
    }
    magazine.growTo(wanted, wanted);
    int taken = takeFromSlabs(heap, magazine, sizeClass, wanted, donor);
    heap.budget.refund((long) (wanted - taken) * blockBytes);
    magazine.fill(taken);
    heap.sampling.refilled(magazine, (long) taken * blockBytes);
    return taken > 0;
  }

  private static int nextBatch(Heap heap, Magazine magazine, int blockBytes) {
    int most = Math.clamp(heap.easyBytes(magazine.sizeClass) / blockBytes, 1, MOST_BATCH_BLOCKS);
    int batch = Math.min(Math.min(magazine.batchBlocks, most), mostCachedBlocks(heap, blockBytes));
    magazine.batchBlocks = Math.min(batch * 2, MOST_BATCH_BLOCKS);
    return batch;
  }

  static int mostCachedBlocks(Heap heap, int blockBytes) {
    int most = blockBytes <= SMALL_BLOCK_BYTES ? Integer.MAX_VALUE : MOST_CACHED_OF_LARGER_BYTES;
    return Math.clamp(
        Math.min(heap.mostCachedBytes, most) / blockBytes,
        LEAST_CACHED_BLOCKS,
        Magazine.MOST_BLOCKS);
  }

  /// Takes what the slabs at hand have before it starts a new one, and starts a new one only for a
  /// magazine that got nothing.
  private static int takeFromSlabs(
      Heap heap, Magazine magazine, int sizeClass, int wanted, Orphans donor) {
    int taken = 0;
    while (taken < wanted) {
      long slab = heap.available.first(sizeClass);
      if (slab == 0) {
        if (taken > 0) {
          break;
        }
        slab = newSlab(heap, sizeClass, donor);
        if (slab == 0) {
          break;
        }
      }
      taken += takeFrom(heap, slab, sizeClass, magazine, wanted - taken, taken);
    }
    return taken;
  }

  private static int takeFrom(
      Heap heap, long slab, int sizeClass, Magazine magazine, int wanted, int taken) {
    int count = Blocks.of(sizeClass).take(slab, wanted, magazine, taken);
    if (Slab.free(slab) == 0) {
      heap.available.remove(slab, sizeClass);
      heap.full.addFirst(slab, sizeClass);
    }
    return count;
  }

  private static long newSlab(Heap heap, int sizeClass, Orphans donor) {
    long slab = donor.adopt(heap, sizeClass);
    if (slab != 0) {
      Events.adopted(heap, SizeClasses.blockBytes(sizeClass));
      return slab;
    }
    Scavenging.beforeGrowth(heap);
    slab = Blocks.of(sizeClass).newSlab(heap, sizeClass);
    if (slab != 0) {
      heap.available.addFirst(slab, sizeClass);
      heap.slabCounts[sizeClass]++;
    }
    return slab;
  }

  /// Frees a block of this heap's whose magazine is full, or whose free fell on a tick. Room is
  /// made first, as that may wait for others; from the look at the block's state to its change
  /// nothing does.
  ///
  /// @param word what the map says of the block's granule
  /// @return [#NOT_LIVE], [#FREED] or [#FREED_AND_DUE]
  public static int free(Heap heap, long word, long address) {
    Magazine magazine = heap.magazines[SlabWord.sizeClass(word)];
    magazine.reveal();
    boolean due = magazine.takeDue();
    if (magazine.isFull()) {
      makeRoom(heap, magazine, magazine.sizeClass);
      due = true;
    }
    magazine.endFree();
    long state = Slab.stateAddress(heap.region, word, address);
    if (state == 0 || Slab.word(heap.region, address) != word || !claim(heap, state)) {
      return NOT_LIVE;
    }
    magazine.push(address, state);
    return due ? FREED_AND_DUE : FREED;
  }

  /// Frees the block of an object of this heap's.
  ///
  /// @param word what the map says of the block's granule
  /// @param header the object's: live, or being destroyed by the caller
  /// @return [#NOT_LIVE], [#FREED] or [#FREED_AND_DUE]
  public static int delete(Heap heap, long word, long reference, long header) {
    Magazine magazine = heap.magazines[SlabWord.sizeClass(word)];
    magazine.reveal();
    boolean due = magazine.takeDue();
    if (magazine.isFull()) {
      makeRoom(heap, magazine, magazine.sizeClass);
      due = true;
    }
    magazine.endFree();
    long address = Reference.address(reference);
    boolean usedUp = Reference.isUsedUp(header);
    long ended = usedUp ? ObjectSlab.retiredHeader(header) : Header.freed(header, Header.FREE);
    if (Slab.word(heap.region, address) != word || !claimObject(heap, address, header, ended)) {
      return NOT_LIVE;
    }
    if (usedUp) {
      retire(heap, reference, magazine.sizeClass);
    } else {
      magazine.pushObject(reference + Reference.ONE_GENERATION);
    }
    return due ? FREED_AND_DUE : FREED;
  }

  private static boolean claimObject(Heap heap, long address, long header, long ended) {
    if (heap.stripe) {
      return Memory.compareAndSetLong(address, header, ended);
    }
    boolean asExpected = Memory.getLong(address) == header;
    if (asExpected) {
      Memory.putLong(address, ended);
    }
    return asExpected;
  }

  private static void retire(Heap heap, long reference, int sizeClass) {
    heap.lock.lock();
    try {
      long slab = ObjectSlab.of(heap.region, reference);
      ObjectSlab.retire(slab, reference);
      Retirement.gained(heap, slab, sizeClass);
    } finally {
      heap.lock.unlock();
    }
    heap.budget.refund(SizeClasses.blockBytes(sizeClass));
  }

  private static boolean claim(Heap heap, long state) {
    if (heap.stripe) {
      return BlockState.claimAsHolder(state);
    }
    boolean live = BlockState.isLive(Memory.getByte(state));
    if (live) {
      Memory.putByte(state, BlockState.CACHED);
    }
    return live;
  }

  /// A magazine that runs full after having run empty is too small for how it is used, and grows;
  /// one that only runs full is emptied by half, so that its slabs can become empty.
  private static void makeRoom(Heap heap, Magazine magazine, int sizeClass) {
    magazine.ranShort = true;
    int blockBytes = SizeClasses.blockBytes(sizeClass);
    int capacity = magazine.capacityBlocks();
    int unproven = Math.clamp(heap.easyBytes(sizeClass) / blockBytes, 1, MOST_BATCH_BLOCKS);
    int most = mostCachedBlocks(heap, blockBytes);
    if (capacity == 0 || (capacity < most && (magazine.ranEmpty || capacity < unproven))) {
      magazine.ranEmpty = false;
      magazine.growTo(Math.min(Math.max(2 * capacity, 2), most), most);
      return;
    }
    flush(heap, sizeClass, (capacity + 1) >>> 1);
  }

  /// Empties the oldest `blocks` blocks of a magazine into their slabs. Neighbours in a magazine
  /// are mostly of one slab, whose counts are then updated once.
  static void flush(Heap heap, int sizeClass, int blocks) {
    Magazine magazine = heap.magazines[sizeClass];
    Blocks kind = Blocks.of(sizeClass);
    heap.lock.lock();
    try {
      for (int i = 0; i < blocks; ) {
        long slab = kind.slabOf(heap, magazine, i);
        int end = i + 1;
        while (end < blocks && kind.slabOf(heap, magazine, end) == slab) {
          end++;
        }
        kind.give(slab, magazine, i, end);
        Retirement.gained(heap, slab, sizeClass);
        i = end;
      }
      magazine.dropOldest(blocks);
    } finally {
      heap.lock.unlock();
    }
    heap.budget.refund((long) blocks * SizeClasses.blockBytes(sizeClass));
  }

  /// Empties every magazine. The caller owns them: it is the heap's thread, or that thread has
  /// ended.
  public static void flushAll(Heap heap) {
    for (int sizeClass = 0; sizeClass < SizeClasses.TOTAL_COUNT; sizeClass++) {
      int blocks = heap.cachedBlocks(sizeClass);
      if (blocks > 0) {
        flush(heap, sizeClass, blocks);
      }
    }
  }
}
