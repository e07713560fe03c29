// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.freestore.slab.Slab;
import org.jspecify.annotations.Nullable;

/// The heaps of one store, and what becomes of those whose threads have ended.
///
/// An orphan is first taken over whole by a thread that needs a heap, at no cost but finding it.
/// Where no new thread comes, a living heap that needs a slab empties the orphan's magazines, gives
/// back its empty slabs and adopts the others one by one. A hundred thousand short threads thus
/// leave as many heaps as were alive at once.
public final class Orphans {
  private static final int LOOKED_AT = 8;

  private volatile Heap[] heaps = {};
  private int rotor;

  public Orphans() {}

  /// Returns every heap of the store, those of ended threads included.
  public Heap[] heaps() {
    return heaps;
  }

  /// Gives a thread a heap: an orphan if one is found soon, else a new one.
  ///
  /// @param newHeap makes one
  public synchronized Heap heapFor(Thread thread, IntFunction<Heap> newHeap) {
    Heap orphan = findOrphan();
    if (orphan != null) {
      orphan.lock.lock();
      try {
        orphan.changeOwner(thread);
        orphan.reaped = false;
      } finally {
        orphan.lock.unlock();
      }
      return orphan;
    }
    Heap heap = newHeap.apply(heaps.length);
    heap.changeOwner(thread);
    add(heap);
    return heap;
  }

  /// Adds a heap that no thread owns: a stripe.
  public synchronized void add(Heap heap) {
    Heap[] grown = Arrays.copyOf(heaps, heaps.length + 1);
    grown[heaps.length] = heap;
    heaps = grown;
  }

  private @Nullable Heap findOrphan() {
    Heap[] all = heaps;
    for (int i = 0; i < Math.min(LOOKED_AT, all.length); i++) {
      Heap heap = next(all);
      if (heap.isOrphan()) {
        return heap;
      }
    }
    return null;
  }

  private Heap next(Heap[] all) {
    int at = rotor++;
    return all[Math.floorMod(at, all.length)];
  }

  /// Moves a slab of an orphan, if one has free blocks of the class, to a living heap. Called under
  /// that heap's lock.
  ///
  /// @return the slab, or 0
  long adopt(Heap heap, int sizeClass) {
    Heap[] all = heaps;
    for (int i = 0; i < Math.min(LOOKED_AT, all.length - 1); i++) {
      Heap other = next(all);
      if (other != heap && other.isOrphan() && other.lock.tryLock()) {
        try {
          long slab = other.isOrphan() ? adoptFrom(other, heap, sizeClass) : 0;
          if (slab != 0) {
            return slab;
          }
        } finally {
          other.lock.unlock();
        }
      }
    }
    return 0;
  }

  private static long adoptFrom(Heap orphan, Heap heap, int sizeClass) {
    reapLocked(orphan);
    long slab = orphan.available.first(sizeClass);
    if (slab == 0) {
      return 0;
    }
    orphan.available.remove(slab, sizeClass);
    Slab.adopt(heap.region, slab, heap.id);
    orphan.slabCounts[sizeClass]--;
    heap.available.addFirst(slab, sizeClass);
    heap.slabCounts[sizeClass]++;
    Routing.own(heap, sizeClass);
    return slab;
  }

  /// Empties the magazines of every ended thread and collects what others freed into its slabs.
  public void reap() {
    for (Heap heap : heaps) {
      if (heap.isOrphan() && !(heap.reaped && heap.pending.isEmpty()) && heap.lock.tryLock()) {
        try {
          if (heap.isOrphan()) {
            reapLocked(heap);
          }
        } finally {
          heap.lock.unlock();
        }
      }
    }
  }

  private static void reapLocked(Heap orphan) {
    if (!orphan.reaped) {
      HeapSlowPath.flushAll(orphan);
      orphan.reaped = true;
    }
    Collection.collectAllFor(orphan);
    Retirement.giveBackEmpty(orphan);
  }
}
