// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.memory.Memory;
import org.freestore.region.Region;
import org.freestore.slab.BlockState;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;

/// Frees a block of a heap that the calling thread does not own. See [Slab] for why the order of
/// the steps matters.
public final class RemoteFree {
  /// The block is not live; nothing changed.
  public static final int NOT_LIVE = 0;

  /// The block is freed; its owner will collect it.
  public static final int FREED = 1;

  /// The block is freed, the first in its slab since the owner last collected.
  public static final int FREED_FIRST = 2;

  private RemoteFree() {}

  /// Claims the block and tells the owner.
  ///
  /// @return [#NOT_LIVE], [#FREED] or [#FREED_FIRST]
  public static int free(Region region, Owners owners, long address) {
    long slab = Slab.of(region, address);
    Slab.hold(slab);
    int ownerId = SlabDescriptor.owner(slab);
    long state = ownerId == 0 ? 0 : liveState(region, address);
    if (state == 0) {
      Slab.unhold(slab);
      return NOT_LIVE;
    }
    boolean first = Slab.markQueued(slab);
    if (first && owners.owner(ownerId) instanceof Heap owner) {
      owner.pending.push(slab);
    }
    if (BlockState.claim(state)) {
      return first ? FREED_FIRST : FREED;
    }
    Slab.unhold(slab);
    return NOT_LIVE;
  }

  /// The hold is in place: what is read now stays, unless it was stale already.
  private static long liveState(Region region, long address) {
    long word = Slab.word(region, address);
    if (word == 0) {
      return 0;
    }
    long state = Slab.stateAddress(region, word, address);
    return state != 0 && BlockState.isLive(Memory.getByte(state)) ? state : 0;
  }
}
