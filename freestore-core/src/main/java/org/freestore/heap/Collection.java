// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.util.function.LongConsumer;
import org.freestore.object.ObjectSlab;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;

/// Takes in what other threads freed.
public final class Collection {
  /// How many slabs one call looks at: their blocks are some 50,000 at most, a fraction of a
  /// millisecond.
  private static final int MOST_SLABS = 16;

  /// Two threads that free one block leave a hold that nothing answers; a thread that is merely
  /// slow answers sooner.
  private static final long LOST_AFTER_MILLIS = 2_000;

  private Collection() {}

  /// Collects all that is pending: see [#collectFor]. What is queued meanwhile is left.
  public static void collectAllFor(Heap heap) {
    int calls = heap.slabCount() / MOST_SLABS + 2;
    for (int i = 0; i < calls && !heap.pending.isEmpty(); i++) {
      collectFor(heap);
    }
  }

  /// Collects a few slabs, if any are pending and nobody is at work on the heap, on behalf of its
  /// owner: of a stripe that nobody holds, of the calling thread, or of a thread that is not
  /// running.
  ///
  /// A running owner may be anywhere between its look at a block's state and its store, and another
  /// thread may have freed that block in between; to collect the block then would put it in two
  /// places. So what is there is noted first, the owner is seen at rest after, and what was noted
  /// is collected if it is still so: an owner that wakes up later sees it freed.
  public static void collectFor(Heap heap) {
    if (heap.pending.isEmpty()) {
      return;
    }
    if (heap.isStripe()) {
      collectForStripe(heap);
    } else if (heap.isOwnedBy(Thread.currentThread())) {
      collectForCaller(heap);
    } else if (isAtRest(heap) && heap.lock.tryLock()) {
      try {
        takePending(heap, slab -> collectAtRest(heap, slab));
      } finally {
        heap.lock.unlock();
      }
    }
  }

  private static void collectForStripe(Heap stripe) {
    if (stripe.tryAcquire()) {
      stripe.lock.lock();
      try {
        collectPending(stripe);
      } finally {
        stripe.lock.unlock();
        stripe.release();
      }
    }
  }

  private static void collectForCaller(Heap heap) {
    heap.lock.lock();
    try {
      collectPending(heap);
    } finally {
      heap.lock.unlock();
    }
  }

  private static boolean isAtRest(Heap heap) {
    Thread owner = heap.owner();
    return owner != null
        && switch (owner.getState()) {
          case BLOCKED, WAITING, TIMED_WAITING, TERMINATED -> true;
          case NEW, RUNNABLE -> false;
        };
  }

  private static void collectAtRest(Heap heap, long slab) {
    long[] noted = Slab.noteRemote(slab);
    if (isAtRest(heap)) {
      Slab.unqueue(slab);
      settle(heap, slab, collect(heap, slab, noted), heap.isOrphan());
    } else {
      heap.pending.push(slab);
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

  /// Collects pending slabs, a few at a call. Called under the heap's lock by the owner of the
  /// magazines.
  static void collectPending(Heap heap) {
    if (!heap.pending.isEmpty()) {
      takePending(
          heap,
          slab -> {
            Slab.unqueue(slab);
            settle(heap, slab, collect(heap, slab, ObjectSlab.EVERYTHING), true);
          });
    }
  }

  /// Passes a slab that has changed hands since it was queued on to its owner.
  private static void takePending(Heap heap, LongConsumer collect) {
    heap.pending.take();
    for (int looked = 0; looked < MOST_SLABS; looked++) {
      long slab = heap.pending.next(heap.region);
      if (slab == 0) {
        return;
      }
      int owner = SlabDescriptor.owner(slab);
      if (owner == heap.id) {
        collect.accept(slab);
      } else if (heap.owners.owner(owner) instanceof Heap adopter) {
        adopter.pending.push(slab);
      }
    }
  }

  private static int collect(Heap heap, long slab, long[] noted) {
    return Blocks.of(SlabDescriptor.sizeClass(slab)).collect(heap, slab, noted);
  }

  /// @param owned whether the caller owns the magazines
  private static void settle(Heap heap, long slab, int collected, boolean owned) {
    int sizeClass = SlabDescriptor.sizeClass(slab);
    heap.budget.refund((long) collected * SlabDescriptor.blockBytes(slab));
    int holds = Slab.unansweredHolds(slab);
    if (holds > 0) {
      watch(heap, slab, holds, owned);
    }
    if (collected > 0) {
      Retirement.gained(heap, slab, sizeClass);
    }
  }

  /// Somebody is between its hold and its claim: the slab is looked at again. If it stays so, a
  /// claim was lost to the owner's own free of the same block.
  private static void watch(Heap heap, long slab, int holds, boolean owned) {
    long now = Clock.nowMillis();
    long watchedMillis = now - heap.suspectSinceMillis;
    if (!isSuspect(heap, slab, holds)) {
      suspect(heap, slab, holds, now, watchedMillis);
    } else if (watchedMillis > LOST_AFTER_MILLIS && writeOff(heap, slab, holds, owned)) {
      return;
    }
    if (Slab.markQueued(slab)) {
      heap.pending.push(slab);
    }
  }

  /// Of objects, the headers tell whether a claim was lost; they may be trusted only by the owner,
  /// whose own delete of the same object cannot be under way then.
  private static boolean writeOff(Heap heap, long slab, int holds, boolean owned) {
    boolean objects = SizeClasses.isOfObjects(SlabDescriptor.sizeClass(slab));
    if (objects && (!owned || ObjectSlab.markClaimed(slab) > 0)) {
      return false;
    }
    Slab.forgetHolds(slab, holds);
    heap.suspectSlab = 0;
    heap.racingFrees += holds;
    return true;
  }

  private static boolean isSuspect(Heap heap, long slab, int holds) {
    return heap.suspectSlab == slab && heap.suspectHolds == holds;
  }

  /// One slab is watched at a time, lest two with lost claims take turns for ever. One whose holds
  /// were answered is not seen again, and makes room once it should have been written off.
  private static void suspect(Heap heap, long slab, int holds, long now, long watchedMillis) {
    if (heap.suspectSlab == 0
        || heap.suspectSlab == slab
        || watchedMillis > 2 * LOST_AFTER_MILLIS) {
      heap.suspectSlab = slab;
      heap.suspectHolds = holds;
      heap.suspectSinceMillis = now;
    }
  }
}
