// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.concurrent.locks.ReentrantLock;
import org.freestore.heap.Heap;
import org.freestore.heap.SlabOwner;
import org.freestore.region.Region;
import org.freestore.slab.SlabDescriptor;
import org.jspecify.annotations.Nullable;

/// Visits every slab and large block of a store, of whichever heap, while threads run.
///
/// The region's runs are listed first, then each is looked at under its owner's lock. A slab
/// created later is missed, one given back since is passed over, one adopted meanwhile is found
/// under its new owner: none is seen twice.
final class Slabs {

  /// Is shown slabs.
  interface Visitor {

    /// Is shown a slab, under its owner's lock.
    ///
    /// @param slab the head descriptor
    void slab(Heap heap, long slab);

    /// Is shown a large block, handed out when looked at, or cached.
    ///
    /// @param state its state, as [org.freestore.slab.BlockState] has it
    void large(long address, long byteSize, byte state);
  }

  private Slabs() {}

  static void visit(Store store, Visitor visitor) {
    Region region = store.region();
    for (int granule : region.runsInUse()) {
      visitRun(store, region.descriptor(granule), visitor);
    }
    LargeBlocks large = store.large();
    large
        .dedicatedBytes()
        .forEach((address, byteSize) -> visitor.large(address, byteSize, large.state(address)));
  }

  private static void visitRun(Store store, long slab, Visitor visitor) {
    SlabOwner owner = owner(store, slab);
    if (owner == null || owner.store() != store) {
      return;
    }
    if (owner instanceof Heap heap) {
      visitSlab(store, slab, heap, visitor);
    } else {
      Region region = store.region();
      long address = region.address(region.granuleOfDescriptor(slab));
      byte state = store.large().state(address);
      long byteSize = store.large().byteSize(address);
      if (byteSize > 0) {
        visitor.large(address, byteSize, state);
      }
    }
  }

  private static void visitSlab(Store store, long slab, Heap first, Visitor visitor) {
    Heap heap = first;
    while (true) {
      ReentrantLock lock = heap.lock();
      lock.lock();
      try {
        SlabOwner now = owner(store, slab);
        if (now == heap) {
          visitor.slab(heap, slab);
          return;
        }
        if (!(now instanceof Heap adopter) || adopter.store() != store) {
          return;
        }
        heap = adopter;
      } finally {
        lock.unlock();
      }
    }
  }

  private static @Nullable SlabOwner owner(Store store, long slab) {
    return store.space().owners().owner(SlabDescriptor.owner(slab));
  }
}
