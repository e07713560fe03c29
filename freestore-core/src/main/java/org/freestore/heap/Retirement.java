// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;
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
    if (Slab.isEmpty(slab)
        && (isOnly(heap, slab, sizeClass)
            || !giveBack(heap, slab, sizeClass, Clock.roughMillis()))) {
      keep(heap, slab, sizeClass);
    }
  }

  private static boolean isOnly(Heap heap, long slab, int sizeClass) {
    return heap.available.first(sizeClass) == slab && heap.available.next(slab) == 0;
  }

  /// Remembers an empty slab that stays for now, so that it need not be searched for among the
  /// heap's, which may be very many. Where a second one of the class stays, that is what is done.
  private static void keep(Heap heap, long slab, int sizeClass) {
    long former = heap.keptEmpty[sizeClass];
    heap.keptEmpty[sizeClass] = slab;
    heap.keepsMoreEmpty |= former != slab && isKept(heap, former, sizeClass);
  }

  private static boolean isKept(Heap heap, long slab, int sizeClass) {
    return slab != 0
        && SlabDescriptor.owner(slab) == heap.id
        && SlabDescriptor.sizeClass(slab) == sizeClass
        && (heap.available.contains(slab) || heap.full.contains(slab))
        && Slab.isEmpty(slab);
  }

  /// @return false, with nothing changed, if somebody is about to free into it
  private static boolean giveBack(Heap heap, long slab, int sizeClass, long nowMillis) {
    SlabList list = heap.full.contains(slab) ? heap.full : heap.available;
    list.remove(slab, sizeClass);
    boolean given = Blocks.of(sizeClass).giveBack(heap, slab, nowMillis);
    if (given) {
      heap.slabCounts[sizeClass]--;
    } else {
      list.addFirst(slab, sizeClass);
    }
    return given;
  }

  /// Gives back the empty slabs that were kept to refill from.
  static void giveBackEmpty(Heap heap) {
    boolean all = heap.keepsMoreEmpty;
    heap.keepsMoreEmpty = false;
    long now = Clock.nowMillis();
    for (int sizeClass = 0; sizeClass < SizeClasses.TOTAL_COUNT; sizeClass++) {
      long kept = heap.keptEmpty[sizeClass];
      heap.keptEmpty[sizeClass] = 0;
      if (all) {
        giveBackAllEmpty(heap, sizeClass, now);
      } else if (isKept(heap, kept, sizeClass) && !giveBack(heap, kept, sizeClass, now)) {
        keep(heap, kept, sizeClass);
      }
    }
  }

  private static void giveBackAllEmpty(Heap heap, int sizeClass, long nowMillis) {
    long slab = heap.available.first(sizeClass);
    while (slab != 0) {
      long next = heap.available.next(slab);
      if (Slab.isEmpty(slab) && !giveBack(heap, slab, sizeClass, nowMillis)) {
        keep(heap, slab, sizeClass);
      }
      slab = next;
    }
  }
}
