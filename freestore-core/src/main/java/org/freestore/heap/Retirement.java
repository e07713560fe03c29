// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabList;

/// What becomes of a slab that gained free blocks. Called under the heap's lock.
final class Retirement {
  private Retirement() {}

  /// Puts a slab that has free blocks again in the list where the next refill finds it, and gives
  /// it back if it is empty, or if all its blocks are used up, and not the only one to refill from.
  /// A slab that had been full goes first: the fuller ones are used up, and the emptier get a
  /// chance to become empty.
  static void gained(Heap heap, long slab, int sizeClass) {
    if (heap.full.contains(slab) && Slab.free(slab) > 0) {
      heap.full.remove(slab, sizeClass);
      heap.available.addFirst(slab, sizeClass);
    }
    if (Slab.isEmpty(slab) && !isOnly(heap, slab, sizeClass)) {
      giveBack(heap, slab, sizeClass, Clock.nowMillis());
    }
  }

  private static boolean isOnly(Heap heap, long slab, int sizeClass) {
    return heap.available.first(sizeClass) == slab && heap.available.next(slab) == 0;
  }

  private static void giveBack(Heap heap, long slab, int sizeClass, long nowMillis) {
    SlabList list = heap.full.contains(slab) ? heap.full : heap.available;
    list.remove(slab, sizeClass);
    if (Blocks.of(sizeClass).giveBack(heap, slab, nowMillis)) {
      heap.slabCounts[sizeClass]--;
    } else {
      list.addFirst(slab, sizeClass);
    }
  }

  /// Gives back the empty slabs that were kept to refill from.
  static void giveBackEmpty(Heap heap) {
    long now = Clock.nowMillis();
    for (int sizeClass = 0; sizeClass < SizeClasses.TOTAL_COUNT; sizeClass++) {
      long slab = heap.available.first(sizeClass);
      while (slab != 0) {
        long next = heap.available.next(slab);
        if (Slab.isEmpty(slab)) {
          giveBack(heap, slab, sizeClass, now);
        }
        slab = next;
      }
    }
  }
}
