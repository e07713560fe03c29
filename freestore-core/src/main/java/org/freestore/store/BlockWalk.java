// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import org.freestore.heap.Heap;
import org.freestore.memory.Memory;
import org.freestore.slab.BlockState;
import org.freestore.slab.SlabDescriptor;

/// Shows every live block of a store to a visitor, while threads run. What is part of an object is
/// not shown: the object is, elsewhere.
///
/// All addresses are copied first, each slab's under its owner's lock, and shown afterwards with no
/// lock held: the visitor may take its time, allocate and free. A walk takes 16 bytes of the Java
/// heap a live block.
public final class BlockWalk {

  /// Is shown blocks.
  @FunctionalInterface
  public interface Visitor {
    void block(long address, long usableBytes);
  }

  private BlockWalk() {}

  /// Visits every block that is live from beginning to end of the walk once, and others at most
  /// once.
  public static void walk(Store store, Visitor visitor) {
    LongList found = new LongList();
    Slabs.visit(
        store,
        new Slabs.Visitor() {
          @Override
          public void slab(Heap heap, long slab) {
            copyLive(slab, found);
          }

          @Override
          public void large(long address, long byteSize, byte state) {
            if (isShown(state)) {
              found.add(address, byteSize);
            }
          }
        });
    found.forEach(visitor);
  }

  private static boolean isShown(byte state) {
    return BlockState.isHandedOut(state) && BlockState.plain(state) != BlockState.PAYLOAD;
  }

  private static void copyLive(long slab, LongList found) {
    long states = SlabDescriptor.states(slab);
    long start = SlabDescriptor.start(slab);
    int blockBytes = SlabDescriptor.blockBytes(slab);
    int touched = Math.min(SlabDescriptor.touched(slab), SlabDescriptor.capacity(slab));
    for (int index = 0; index < touched; index++) {
      if (isShown(Memory.getByte(states + index))) {
        found.add(start + (long) index * blockBytes, blockBytes);
      }
    }
  }
}
