// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.ArrayList;
import java.util.List;
import org.freestore.heap.Clock;
import org.freestore.heap.Heap;
import org.freestore.heap.Owners;
import org.freestore.region.Region;
import org.freestore.slab.Slab;

/// Takes a closed store apart.
final class Closing {
  private Closing() {}

  static void giveBackEverything(Store store) {
    List<Long> slabs = new ArrayList<>();
    List<Long> large = new ArrayList<>();
    Slabs.visit(
        store,
        new Slabs.Visitor() {
          @Override
          public void slab(Heap heap, long slab) {
            slabs.add(slab);
          }

          @Override
          public void large(long address, long byteSize) {
            large.add(address);
          }
        });
    Region region = store.region();
    slabs.forEach(slab -> Slab.discard(region, slab, Clock.nowMillis()));
    large.forEach(store.large()::free);
    unregisterOwners(store);
  }

  private static void unregisterOwners(Store store) {
    Owners owners = store.space().owners();
    for (Heap heap : store.heaps()) {
      owners.unregister(heap.id());
    }
    owners.unregister(store.large().id());
  }
}
