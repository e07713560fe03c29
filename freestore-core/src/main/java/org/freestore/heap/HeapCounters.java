// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

/// What a heap counts on its slow paths. Written under the heap's lock; read by others as a glance.
public final class HeapCounters {
  long refills;
  long flushes;
  long slabsCreated;
  long slabsGivenBack;
  long slabsAdopted;
  long collectedBlocks;
  long racingFrees;

  HeapCounters() {}

  /// Returns how often a magazine was filled from slabs.
  public long refills() {
    return refills;
  }

  /// Returns how often a magazine was emptied into slabs.
  public long flushes() {
    return flushes;
  }

  public long slabsCreated() {
    return slabsCreated;
  }

  public long slabsGivenBack() {
    return slabsGivenBack;
  }

  public long slabsAdopted() {
    return slabsAdopted;
  }

  /// Returns how many blocks other threads freed into this heap.
  public long collectedBlocks() {
    return collectedBlocks;
  }

  /// Returns how many frees lost a race against the owner's free of the same block.
  public long racingFrees() {
    return racingFrees;
  }
}
