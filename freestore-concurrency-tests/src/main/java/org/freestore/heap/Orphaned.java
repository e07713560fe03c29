// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;
import org.openjdk.jcstress.annotations.State;

/// A heap whose thread has ended, with a slab that is neither empty nor full, and two living heaps
/// without a slab.
@State
public class Orphaned {
  private static final Thread ENDED = ended();

  final Rig rig = Rig.take();
  final long block = rig.allocate();
  private final long keepsTheSlabInUse = rig.allocate();
  final Heap one = Rig.takeHeap();
  final Heap other = Rig.takeHeap();
  final Orphans orphans = new Orphans();

  /// The orphan is entered more than once, so that two who look for one at the same time, each at
  /// the next in turn, look at the same.
  public Orphaned() {
    rig.heap.changeOwner(ENDED);
    for (int i = 0; i < 4; i++) {
      orphans.add(rig.heap);
    }
  }

  private static Thread ended() {
    Thread thread =
        new Thread(); // a lambda of this class would wait for the class to be initialized
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return thread;
  }

  /// Adopts for a heap, as its refill does.
  long adopt(Heap heap) {
    heap.lock.lock();
    try {
      return orphans.adopt(heap, Rig.SIZE_CLASS);
    } finally {
      heap.lock.unlock();
    }
  }

  boolean isOrphans(long candidate) {
    return candidate != 0 && Slab.of(Rig.REGION, candidate) == rig.slab();
  }

  /// Gives the slab back to the orphan, and the heaps; everything has been collected.
  ///
  /// @return how often `contested` is there
  int finish(long contested) {
    returnSlabFrom(one);
    returnSlabFrom(other);
    Rig.giveBack(one);
    Rig.giveBack(other);
    rig.give(keepsTheSlabInUse);
    return rig.finish(contested);
  }

  private void returnSlabFrom(Heap heap) {
    long slab = rig.slab();
    if (SlabDescriptor.owner(slab) == heap.id) {
      (heap.full.contains(slab) ? heap.full : heap.available).remove(slab, Rig.SIZE_CLASS);
      Slab.adopt(Rig.REGION, slab, rig.heap.id);
      rig.heap.available.addFirst(slab, Rig.SIZE_CLASS);
    }
  }

  /// Forgets heaps that have come to share a slab.
  void scrap() {
    rig.scrap();
  }
}
