// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import org.freestore.heap.Heap;
import org.freestore.memory.Memory;
import org.freestore.object.HeaderCheck;
import org.freestore.region.Region;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;
import org.freestore.slab.SlabWord;
import org.jspecify.annotations.Nullable;

/// Checks every invariant that can be checked while threads run, and names the first that is
/// broken.
public final class Verification implements Slabs.Visitor {
  private final Store store;
  private @Nullable String broken;

  private Verification(Store store) {
    this.store = store;
  }

  /// Returns the first broken invariant, or null.
  public static @Nullable String firstBrokenInvariant(Store store) {
    String broken = store.region().firstBrokenInvariant();
    if (broken == null) {
      broken = store.space().vacantSlabs(store.region()).firstBrokenInvariant();
    }
    if (broken != null) {
      return broken;
    }
    Verification verification = new Verification(store);
    Slabs.visit(store, verification);
    if (verification.broken == null) {
      verification.checkOwnMagazines();
    }
    return verification.broken;
  }

  private void check(boolean holds, String invariant, long slab) {
    if (!holds && broken == null) {
      broken =
          invariant
              + ": slab=0x"
              + Long.toHexString(SlabDescriptor.start(slab))
              + " blockBytes="
              + SlabDescriptor.blockBytes(slab)
              + " capacity="
              + SlabDescriptor.capacity(slab)
              + " used="
              + SlabDescriptor.used(slab);
    }
  }

  @Override
  public void slab(Heap heap, long slab) {
    int sizeClass = SlabDescriptor.sizeClass(slab);
    int capacity = SizeClasses.capacity(sizeClass);
    check(SlabDescriptor.capacity(slab) == capacity, "capacity is not its class's", slab);
    check(
        SlabDescriptor.blockBytes(slab) == SizeClasses.blockBytes(sizeClass),
        "block size is not its class's",
        slab);
    check(heap.listsRightly(slab), "slab is on the wrong list", slab);
    checkMap(slab, sizeClass);
    checkStates(slab, capacity);
  }

  private void checkMap(long slab, int sizeClass) {
    Region region = store.region();
    int granule = SlabDescriptor.granule(slab);
    long word = Slab.word(region, SlabDescriptor.start(slab));
    check(region.descriptor(granule) == slab, "granule is another", slab);
    check(
        region.address(granule) == SlabDescriptor.start(slab), "start is not its granule's", slab);
    check(
        SlabWord.owner(word) == SlabDescriptor.owner(slab)
            && SlabWord.sizeClass(word) == sizeClass
            && Slab.stateAddress(region, word, SlabDescriptor.start(slab))
                == SlabDescriptor.states(slab),
        "the map disagrees with the slab",
        slab);
  }

  /// Owners and remote frees go on while this counts, but only the lock's holder moves a block into
  /// or out of `FREE`.
  private void checkStates(long slab, int capacity) {
    long states = SlabDescriptor.states(slab);
    int[] counts = new int[BlockState.COUNT];
    int lowestFree = capacity;
    int highestUsed = -1;
    for (int index = 0; index < capacity; index++) {
      byte state = Memory.getByte(states + index);
      check(state >= 0 && state < counts.length, "no such state " + state, slab);
      if (broken != null) {
        return;
      }
      counts[state]++;
      lowestFree = state == BlockState.FREE ? Math.min(lowestFree, index) : lowestFree;
      highestUsed = isTouched(state) ? index : highestUsed;
    }
    check(counts[BlockState.FREE] == Slab.free(slab), "free + used != capacity", slab);
    check(Slab.isScannedTo(slab, lowestFree), "a free block lies below the scan index", slab);
    check(highestUsed < SlabDescriptor.touched(slab), "a block beyond the touched is used", slab);
    checkRemote(slab, counts[BlockState.REMOTE]);
    check(counts[BlockState.RETIRED] == SlabDescriptor.retired(slab), "retired blocks", slab);
    check(Slab.paddingIsIntact(slab), "padding of the side table is damaged", slab);
  }

  /// Of objects, whose side table is told late, a hold may have been written off meanwhile.
  private void checkRemote(long slab, int remote) {
    if (!SizeClasses.isOfObjects(SlabDescriptor.sizeClass(slab))) {
      check(remote <= Slab.unansweredHolds(slab), "more blocks remote-freed than holds", slab);
      return;
    }
    String brokenHeader = HeaderCheck.firstWrong(slab);
    check(brokenHeader == null, String.valueOf(brokenHeader), slab);
  }

  /// Blocks that are used up stay so when their pages go back, and all blocks are untouched again.
  private static boolean isTouched(byte state) {
    return state != BlockState.FREE && state != BlockState.RETIRED;
  }

  @Override
  public void large(long address, long byteSize, byte state) {
    if ((byteSize & Region.GRANULE_BYTES - 1) != 0 && broken == null) {
      broken = "large block is not whole granules: address=0x" + Long.toHexString(address);
    }
  }

  /// Only the calling thread's own magazines stand still.
  private void checkOwnMagazines() {
    Thread thread = Thread.currentThread();
    for (Heap heap : store.heaps()) {
      if (heap.isOwnedBy(thread) && broken == null) {
        broken = heap.firstWrongMagazineEntry();
      }
    }
  }
}
