// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.freestore.heap.Clock;
import org.freestore.heap.Heap;
import org.freestore.heap.Owners;
import org.freestore.object.VacantSlabs;
import org.freestore.region.Region;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;

/// Takes a closed store apart.
final class Closing {
  private Closing() {}

  /// Gives everything back but the raw blocks that are pinned.
  static void giveBackEverything(Store store, PinnedBlocks pinned) {
    List<Long> slabs = new ArrayList<>();
    Map<Long, Long> large = new HashMap<>();
    Slabs.visit(
        store,
        new Slabs.Visitor() {
          @Override
          public void slab(Heap heap, long slab) {
            slabs.add(slab);
          }

          @Override
          public void large(long address, long byteSize, byte state) {
            large.put(address, byteSize);
          }
        });
    Region region = store.region();
    VacantSlabs vacant = store.space().vacantSlabs(region);
    for (long slab : slabs) {
      if (SizeClasses.isOfObjects(SlabDescriptor.sizeClass(slab))) {
        vacant.addClosed(slab);
      } else {
        giveBackRaw(region, slab, pinned);
      }
    }
    large.forEach((address, byteSize) -> giveBackLarge(store.large(), address, byteSize, pinned));
    unregisterOwners(store);
  }

  private static void giveBackRaw(Region region, long slab, PinnedBlocks pinned) {
    long start = SlabDescriptor.start(slab);
    boolean kept =
        pinned.keep(
            start,
            Region.GRANULE_BYTES,
            () -> Slab.withdrawForGood(region, slab),
            () -> Slab.giveBackWithdrawn(region, slab, Clock.nowMillis()));
    if (!kept) {
      Slab.discard(region, slab, Clock.nowMillis());
    }
  }

  private static void giveBackLarge(
      LargeBlocks large, long address, long byteSize, PinnedBlocks pinned) {
    boolean kept =
        pinned.keep(
            address,
            byteSize,
            () -> large.withdraw(address),
            () -> large.giveBackWithdrawn(address, byteSize));
    if (!kept) {
      large.disown(address);
      large.free(address);
    }
  }

  private static void unregisterOwners(Store store) {
    Owners owners = store.space().owners();
    for (Heap heap : store.heaps()) {
      owners.unregister(heap.id());
    }
    owners.unregister(store.large().id());
  }
}
