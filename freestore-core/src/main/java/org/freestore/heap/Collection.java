// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;

/// Takes in what other threads freed.
public final class Collection {
  /// Two threads that free one block leave a hold that nothing answers; a thread that is merely
  /// slow answers sooner.
  private static final long LOST_AFTER_MILLIS = 2_000;

  private Collection() {}

  /// Collects, if anything is pending and nobody is at work on the heap, on behalf of its owner.
  public static void collectFor(Heap heap) {
    if (heap.pending.isEmpty() || !heap.lock.tryLock()) {
      return;
    }
    try {
      collectPending(heap);
    } finally {
      heap.lock.unlock();
    }
  }

  /// Gives back the empty slabs that heaps keep to refill from, where nobody is at work on them.
  public static void giveBackEmpty(Heap[] heaps) {
    for (Heap heap : heaps) {
      if (heap.lock.tryLock()) {
        try {
          Retirement.giveBackEmpty(heap);
        } finally {
          heap.lock.unlock();
        }
      }
    }
  }

  /// Collects every pending slab. Called under the heap's lock.
  static void collectPending(Heap heap) {
    if (heap.pending.isEmpty()) {
      return;
    }
    long slab = heap.pending.takeAll(heap.region);
    while (slab != 0) {
      long next = PendingSlabs.next(heap.region, slab);
      int owner = SlabDescriptor.owner(slab);
      if (owner == heap.id) {
        collect(heap, slab);
      } else if (heap.owners.owner(owner) instanceof Heap adopter) {
        adopter.pending.push(slab);
      }
      slab = next;
    }
  }

  private static void collect(Heap heap, long slab) {
    int sizeClass = SlabDescriptor.sizeClass(slab);
    Slab.unqueue(slab);
    int collected = Slab.collect(slab);
    heap.counters.collectedBlocks += collected;
    heap.budget.refund((long) collected * SlabDescriptor.blockBytes(slab));
    int holds = Slab.unansweredHolds(slab);
    if (holds > 0) {
      watch(heap, slab, holds);
    }
    if (collected > 0) {
      Retirement.gained(heap, slab, sizeClass);
    }
  }

  /// Somebody is between its hold and its claim: the slab is looked at again. If it stays so, a
  /// claim was lost to the owner's own free of the same block.
  private static void watch(Heap heap, long slab, int holds) {
    long now = Clock.nowMillis();
    if (heap.suspectSlab != slab || heap.suspectHolds != holds) {
      heap.suspectSlab = slab;
      heap.suspectHolds = holds;
      heap.suspectSinceMillis = now;
    } else if (now - heap.suspectSinceMillis > LOST_AFTER_MILLIS) {
      Slab.forgetHolds(slab, holds);
      heap.suspectSlab = 0;
      heap.counters.racingFrees += holds;
      return;
    }
    if (Slab.markQueued(slab)) {
      heap.pending.push(slab);
    }
  }
}
