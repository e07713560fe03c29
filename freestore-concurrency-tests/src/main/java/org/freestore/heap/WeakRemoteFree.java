// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.memory.Memory;
import org.freestore.slab.BlockState;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;
import org.jspecify.annotations.NullMarked;

/// Copies of [RemoteFree], each with one step weakened, for the twins of tests.
@NullMarked
final class WeakRemoteFree {

  private WeakRemoteFree() {}

  /// Claims the block by a read and a write instead of a compare-and-set.
  static boolean claimingByReadAndWrite(long block) {
    long slab = Slab.of(Rig.REGION, block);
    Slab.hold(slab);
    int owner = SlabDescriptor.owner(slab);
    long state = liveState(block);
    if (owner == 0 || state == 0) {
      Slab.unhold(slab);
      return false;
    }
    queue(slab, owner);
    if (Memory.getByte(state) != BlockState.LIVE) {
      Slab.unhold(slab);
      return false;
    }
    Memory.putByte(state, BlockState.REMOTE);
    return true;
  }

  /// Holds the slab after it looked at it instead of before.
  ///
  /// @param pauses how often to pause between the two, so that the race is met in seconds
  static boolean holdingAfterTheLook(long block, int pauses) {
    long slab = Slab.of(Rig.REGION, block);
    int owner = SlabDescriptor.owner(slab);
    long state = liveState(block);
    if (owner == 0 || state == 0) {
      return false;
    }
    pause(pauses);
    Slab.hold(slab);
    queue(slab, owner);
    if (BlockState.claim(state)) {
      return true;
    }
    Slab.unhold(slab);
    return false;
  }

  private static long liveState(long block) {
    long word = Slab.word(Rig.REGION, block);
    long state = word == 0 ? 0 : Slab.stateAddress(Rig.REGION, word, block);
    return state != 0 && Memory.getByte(state) == BlockState.LIVE ? state : 0;
  }

  static void queue(long slab) {
    queue(slab, SlabDescriptor.owner(slab));
  }

  private static void queue(long slab, int owner) {
    if (Slab.markQueued(slab) && Rig.OWNERS.owner(owner) instanceof Heap heap) {
      heap.pending.push(slab);
    }
  }

  /// Widens a gap between two steps, so that the race for it is met in seconds.
  static void pause(int pauses) {
    for (int i = 0; i < pauses; i++) {
      Thread.onSpinWait();
    }
  }
}
