// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.memory.Memory;
import org.freestore.region.Region;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabWord;

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

  /// Fills a magazine and returns a block from it.
  ///
  /// @param donor where to find slabs of heaps whose threads have ended
  /// @return the block, `LIVE`, or 0 where the budget or memory is exhausted
  public static long allocate(Heap heap, int sizeClass, Orphans donor) {
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
      if (!refilled) {
        return 0;
      }
    } finally {
      heap.lock.unlock();
    }
    return magazine.pop();
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
    int count = Slab.take(slab, wanted, magazine.entries, 2 * taken);
    if (Slab.free(slab) == 0) {
      heap.available.remove(slab, sizeClass);
      heap.full.addFirst(slab, sizeClass);
    }
    return count;
  }

  private static long newSlab(Heap heap, int sizeClass, Orphans donor) {
    long slab = donor.adopt(heap, sizeClass);
    if (slab != 0) {
      return slab;
    }
    Scavenging.beforeGrowth(heap);
    slab = Slab.create(heap.region, heap.id, sizeClass);
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
    boolean due = magazine.takeDue();
    if (magazine.isFull()) {
      makeRoom(heap, magazine, magazine.sizeClass);
      due = true;
    }
    long state = Slab.stateAddress(heap.region, word, address);
    if (state == 0 || Slab.word(heap.region, address) != word || !claim(heap, state)) {
      return NOT_LIVE;
    }
    magazine.push(address, state);
    return due ? FREED_AND_DUE : FREED;
  }

  private static boolean claim(Heap heap, long state) {
    if (heap.stripe) {
      return BlockState.claimAsHolder(state);
    }
    boolean live = Memory.getByte(state) == BlockState.LIVE;
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
    long[] entries = magazine.entries;
    heap.lock.lock();
    try {
      for (int i = 0; i < blocks; ) {
        long slab = Slab.of(heap.region, entries[2 * i]);
        int end = endOfSlab(entries, i, blocks);
        Slab.give(slab, entries, i, end);
        Retirement.gained(heap, slab, sizeClass);
        i = end;
      }
      magazine.dropOldest(blocks);
    } finally {
      heap.lock.unlock();
    }
    heap.budget.refund((long) blocks * SizeClasses.blockBytes(sizeClass));
  }

  private static int endOfSlab(long[] entries, int from, int blocks) {
    long granule = entries[2 * from] >>> Region.GRANULE_SHIFT;
    int end = from + 1;
    while (end < blocks && entries[2 * end] >>> Region.GRANULE_SHIFT == granule) {
      end++;
    }
    return end;
  }

  /// Empties every magazine. The caller owns them: it is the heap's thread, or that thread has
  /// ended.
  public static void flushAll(Heap heap) {
    for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
      int blocks = heap.cachedBlocks(sizeClass);
      if (blocks > 0) {
        flush(heap, sizeClass, blocks);
      }
    }
  }
}
