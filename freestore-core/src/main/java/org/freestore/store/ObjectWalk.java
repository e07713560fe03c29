// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.function.LongConsumer;
import org.freestore.heap.Heap;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.ObjectSlab;
import org.freestore.object.Reference;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.SlabDescriptor;

/// Shows every live object of a store to a visitor, while threads run.
///
/// References are copied first, each slab's under its owner's lock, so that no block changes hands,
/// and shown afterwards with no lock held. Only headers are read: an object whose owner deletes it
/// at that moment, without a lock, is seen or not; what is shown was alive when it was looked at.
public final class ObjectWalk {
  private ObjectWalk() {}

  /// Visits every object that is live from beginning to end of the walk once, and others at most
  /// once.
  public static void walk(Store store, LongConsumer visitor) {
    LongList found = new LongList();
    Slabs.visit(
        store,
        new Slabs.Visitor() {
          @Override
          public void slab(Heap heap, long slab) {
            if (SizeClasses.isOfObjects(SlabDescriptor.sizeClass(slab))) {
              copyLive(slab, found);
            }
          }

          @Override
          public void large(long address, long byteSize, byte state) {
            // no object has a header there
          }
        });
    found.forEach((reference, header) -> visitor.accept(reference));
  }

  private static void copyLive(long slab, LongList found) {
    long states = SlabDescriptor.states(slab);
    int touched = Math.min(SlabDescriptor.touched(slab), SlabDescriptor.capacity(slab));
    for (int index = 0; index < touched; index++) {
      if (Memory.getByte(states + index) == BlockState.CACHED) {
        long block = ObjectSlab.block(slab, index);
        long header = Memory.getLongAcquire(block);
        if (isObject(header)) {
          found.add(Reference.of(block, Reference.generation(header)), header);
        }
      }
    }
  }

  private static boolean isObject(long header) {
    int state = Header.state(header);
    return state == Header.LIVE || state == Header.DESTROYING;
  }
}
