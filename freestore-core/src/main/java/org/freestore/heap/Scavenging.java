// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.slab.SizeClasses;

/// Empties magazines that hold more than their thread needs, so that the slabs behind them can
/// become empty.
///
/// A magazine that was neither empty nor full for a while holds more than is used. It is emptied
/// when the heap would otherwise take fresh memory, which is when what it holds is missed most; and
/// by half now and then, for heaps that do not grow. So a heap that grows reuses first what it has,
/// and a program whose needs are steady keeps its magazines.
final class Scavenging {
  private Scavenging() {}

  /// Gives back what can be given back, if a new slab needs fresh memory. Called by the owner of
  /// the magazines.
  static void beforeGrowth(Heap heap) {
    if (!heap.region.hasDirtyRuns() && !heap.vacantSlabs.hasDirty()) {
      scavenge(heap, 0);
    }
  }

  /// Gives back half of what lies in idle magazines, and empty slabs. Called by the owner of the
  /// magazines.
  static void trim(Heap heap) {
    scavenge(heap, 1);
  }

  private static void scavenge(Heap heap, int keptShift) {
    heap.lock.lock();
    try {
      for (int sizeClass = 0; sizeClass < SizeClasses.TOTAL_COUNT; sizeClass++) {
        Magazine magazine = heap.magazines[sizeClass];
        int blocks = heap.cachedBlocks(sizeClass);
        if (!magazine.ranShort && blocks > 0) {
          HeapSlowPath.flush(heap, sizeClass, keptShift == 0 ? blocks : (blocks + 1) >>> keptShift);
        }
      }
      for (Magazine magazine : heap.magazines) {
        magazine.ranShort = false;
      }
      Retirement.giveBackEmpty(heap);
    } finally {
      heap.lock.unlock();
    }
  }
}
