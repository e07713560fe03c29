// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.ObjectSlab;
import org.freestore.object.Reference;
import org.freestore.region.Region;
import org.freestore.slab.BlockState;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;

/// Deletes an object of a heap that the calling thread does not own, by the steps of [RemoteFree]:
/// hold, check, queue, claim. What is claimed is the header, by compare-and-set; the side table is
/// told after.
///
/// The owner's own delete of the same object, a plain store, may overwrite the claim at any time.
/// So what the side table is told is to look at the header, and never more: see
/// [BlockState#markRemote].
public final class RemoteDelete {
  private RemoteDelete() {}

  /// Claims the object and tells the owner.
  ///
  /// @param header what the object's header must be: live, or being destroyed by the caller
  /// @return [RemoteFree#NOT_LIVE], [RemoteFree#FREED] or [RemoteFree#FREED_FIRST]
  public static int delete(Region region, Owners owners, long reference, long header) {
    long address = Reference.address(reference);
    long slab = Slab.of(region, address);
    Slab.hold(slab);
    int ownerId = SlabDescriptor.owner(slab);
    long word = Slab.word(region, address);
    if (ownerId == 0 || word == 0 || Memory.getLong(address) != header) {
      Slab.unhold(slab);
      return RemoteFree.NOT_LIVE;
    }
    boolean first = Slab.markQueued(slab);
    if (first && owners.owner(ownerId) instanceof Heap owner) {
      owner.pending.push(slab);
    }
    if (Memory.compareAndSetLong(address, header, claimed(header))) {
      BlockState.markRemote(Slab.stateAddress(region, word, address));
      return first ? RemoteFree.FREED_FIRST : RemoteFree.FREED;
    }
    Slab.unhold(slab);
    return RemoteFree.NOT_LIVE;
  }

  private static long claimed(long header) {
    return Reference.isUsedUp(header)
        ? ObjectSlab.retiredHeader(header)
        : Header.freed(header, Header.REMOTE);
  }
}
