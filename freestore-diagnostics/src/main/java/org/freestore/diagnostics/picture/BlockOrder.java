// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.freestore.SlabStatistics;
import org.freestore.diagnostics.snapshot.Blocks;
import org.freestore.diagnostics.snapshot.Payloads;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.freestore.diagnostics.snapshot.StoreSnapshot;

/// The live blocks of a snapshot by their addresses, those of payloads among them: first by slab,
/// by counting, then within each slab, which has few. Blocks that lie in no slab, since their slab
/// is newer, are left out.
final class BlockOrder {
  private static final int NONE = -1;

  private final Blocks blocks;
  private final Payloads payloads;
  private final List<OwnedSlab> slabs;
  private final int[] starts;

  /// Numbers of blocks and, above those, of payloads.
  private final int[] order;

  /// A slab and the store it serves.
  record OwnedSlab(SlabStatistics slab, String storeName) {
    boolean contains(long address) {
      return address >= slab.address() && address - slab.address() < slab.byteSize();
    }
  }

  private BlockOrder(Blocks blocks, List<OwnedSlab> slabs) {
    this.blocks = blocks;
    this.payloads = blocks.payloads();
    this.slabs = slabs;
    starts = new int[slabs.size() + 1];
    int[] slabOf = findSlabs();
    order = new int[starts[slabs.size()]];
    distribute(slabOf);
  }

  static BlockOrder of(Snapshot snapshot) {
    List<OwnedSlab> slabs = new ArrayList<>();
    for (StoreSnapshot store : snapshot.stores()) {
      store.slabs().forEach(slab -> slabs.add(new OwnedSlab(slab, store.name())));
    }
    slabs.sort(Comparator.comparingLong(it -> it.slab().address()));
    return new BlockOrder(snapshot.blocks(), slabs);
  }

  private int[] findSlabs() {
    int[] slabOf = new int[Math.addExact(blocks.count(), payloads.count())];
    int slab = NONE;
    for (int block = 0; block < slabOf.length; block++) {
      long address = addressOf(block);
      // Blocks were met slab by slab.
      if (slab == NONE || !slabs.get(slab).contains(address)) {
        slab = slabAt(address);
      }
      slabOf[block] = slab;
      if (slab != NONE) {
        starts[slab + 1]++;
      }
    }
    for (int i = 0; i < slabs.size(); i++) {
      starts[i + 1] += starts[i];
    }
    return slabOf;
  }

  private boolean isPayload(int number) {
    return number >= blocks.count();
  }

  private long addressOf(int number) {
    return isPayload(number) ? payloads.address(number - blocks.count()) : blocks.address(number);
  }

  private int slabAt(long address) {
    int low = 0;
    int high = slabs.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (slabs.get(middle).slab().address() <= address) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high >= 0 && slabs.get(high).contains(address) ? high : NONE;
  }

  private void distribute(int[] slabOf) {
    int[] next = starts.clone();
    for (int block = 0; block < slabOf.length; block++) {
      if (slabOf[block] != NONE) {
        order[next[slabOf[block]]++] = block;
      }
    }
    for (int slab = 0; slab < slabs.size(); slab++) {
      sort(slabs.get(slab).slab().address(), starts[slab], starts[slab + 1]);
    }
  }

  /// The distance from the slab's start, which fits into 32 bits where there is more than one
  /// block, above the block's number.
  private void sort(long slabAddress, int from, int to) {
    if (to - from < 2) {
      return;
    }
    long[] keys = new long[to - from];
    for (int i = from; i < to; i++) {
      keys[i - from] = (addressOf(order[i]) - slabAddress) << 32 | order[i];
    }
    Arrays.sort(keys);
    for (int i = from; i < to; i++) {
      order[i] = (int) keys[i - from];
    }
  }

  List<OwnedSlab> slabs() {
    return slabs;
  }

  /// Returns how many live blocks of the snapshot lie in a slab, those of payloads among them.
  int count(int slab) {
    return starts[slab + 1] - starts[slab];
  }

  /// Returns a block of a slab, by its place among them; of a payload, the block of its object.
  int block(int slab, int place) {
    int number = order[starts[slab] + place];
    return isPayload(number) ? payloads.owner(number - blocks.count()) : number;
  }

  /// Returns where a block of a slab starts, by its place among them.
  long address(int slab, int place) {
    return addressOf(order[starts[slab] + place]);
  }

  /// Returns whether a block of a slab is the payload of an object, by its place among them.
  boolean isPayload(int slab, int place) {
    return isPayload(order[starts[slab] + place]);
  }

  /// Returns the block that starts at an address, or -1.
  int find(long address) {
    int slab = slabAt(address);
    for (int i = 0; slab != NONE && i < count(slab); i++) {
      if (address(slab, i) == address) {
        return block(slab, i);
      }
    }
    return NONE;
  }
}
