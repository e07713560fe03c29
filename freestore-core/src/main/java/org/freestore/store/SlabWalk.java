// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.ArrayList;
import java.util.List;
import org.freestore.heap.Heap;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.ObjectSlab;
import org.freestore.region.Region;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.SlabDescriptor;

/// Counts the blocks of every slab of a store by their states, while threads run.
public final class SlabWalk {

  /// A slab or a large block.
  ///
  /// @param heap whose it is, or what owns it, in a word
  public record Slab(
      long address,
      long byteSize,
      long blockBytes,
      boolean objects,
      boolean large,
      String heap,
      long live,
      long cached,
      long remoteFreed,
      long free,
      long retired) {}

  private SlabWalk() {}

  /// Returns every slab and large block that is there from beginning to end, and others perhaps.
  public static List<Slab> slabs(Store store) {
    List<Slab> slabs = new ArrayList<>();
    Slabs.visit(
        store,
        new Slabs.Visitor() {
          @Override
          public void slab(Heap heap, long slab) {
            slabs.add(count(heap, slab));
          }

          @Override
          public void large(long address, long byteSize, byte state) {
            int cached = state == BlockState.CACHED ? 1 : 0;
            slabs.add(
                new Slab(
                    address,
                    byteSize,
                    byteSize,
                    false,
                    true,
                    "store",
                    1 - cached,
                    cached,
                    0,
                    0,
                    0));
          }
        });
    return slabs;
  }

  private static Slab count(Heap heap, long slab) {
    boolean objects = SizeClasses.isOfObjects(SlabDescriptor.sizeClass(slab));
    int capacity = SlabDescriptor.capacity(slab);
    long states = SlabDescriptor.states(slab);
    int[] counts = new int[BlockState.COUNT];
    for (int index = 0; index < capacity; index++) {
      byte state = Memory.getByte(states + index);
      counts[objects ? ofObject(slab, index, state) : BlockState.plain(state)]++;
    }
    return new Slab(
        SlabDescriptor.start(slab),
        Region.GRANULE_BYTES,
        SlabDescriptor.blockBytes(slab),
        objects,
        false,
        heap.ownerWords(),
        handedOut(counts),
        counts[BlockState.CACHED],
        counts[BlockState.REMOTE],
        counts[BlockState.FREE],
        counts[BlockState.RETIRED]);
  }

  private static int handedOut(int[] counts) {
    return counts[BlockState.LIVE]
        + counts[BlockState.PAYLOAD]
        + counts[BlockState.CHUNK]
        + counts[BlockState.FRONTED];
  }

  /// The side table of a slab of objects knows only what is not handed out; the header says whether
  /// what is handed out is live or lies in a magazine.
  private static byte ofObject(long slab, int index, byte state) {
    if (state != BlockState.CACHED) {
      return state;
    }
    int header = Header.state(Memory.getLongAcquire(ObjectSlab.block(slab, index)));
    return switch (header) {
      case Header.LIVE, Header.DESTROYING -> BlockState.LIVE;
      case Header.REMOTE -> BlockState.REMOTE;
      case Header.RETIRED -> BlockState.RETIRED;
      default -> BlockState.CACHED;
    };
  }
}
