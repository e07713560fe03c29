// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import org.freestore.heap.SlabOwner;
import org.freestore.memory.Memory;
import org.freestore.region.Region;
import org.freestore.slab.BlockState;
import org.freestore.slab.LargeBlock;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;
import org.freestore.slab.SlabWord;
import org.freestore.store.Misuse.Kind;
import org.jspecify.annotations.Nullable;

/// Finds out what is wrong with an address that could not be freed. Cold: it may search.
final class Diagnosis {
  private final Store store;
  private final long address;

  private Diagnosis(Store store, long address) {
    this.store = store;
    this.address = address;
  }

  /// Says why `address` is not the start of a live block of `store`.
  static Misuse ofFree(Store store, long address) {
    return new Diagnosis(store, address).ofFree();
  }

  private Misuse ofFree() {
    Region region = store.space().regionOf(address);
    if (region == null) {
      return outsideRegions();
    }
    long word = Slab.word(region, address);
    if (word == 0) {
      return withoutSlab(region);
    }
    return SlabWord.sizeClass(word) == SlabWord.LARGE
        ? inLargeBlock(region, region.granule(address), word)
        : inSlab(region, word);
  }

  private Misuse outsideRegions() {
    for (var block : store.large().dedicatedBytes().entrySet()) {
      long start = block.getKey();
      if (address >= start && address - start < block.getValue()) {
        return new Misuse(
            address == start ? Kind.PART : Kind.INTERIOR,
            address,
            start,
            block.getValue(),
            start,
            store.settings().name());
      }
    }
    return nothing(store.space().dedicated().isSpare(address) ? Kind.DOUBLE_FREE : Kind.FOREIGN);
  }

  /// No slab is in this granule: it is inside a large block, or free.
  private Misuse withoutSlab(Region region) {
    for (int granule = region.granule(address) - 1; granule >= 0; granule--) {
      long start = region.address(granule);
      long word = Slab.word(region, start);
      if (word != 0) {
        return SlabWord.sizeClass(word) == SlabWord.LARGE
                && address - start < LargeBlock.bytes(region, start)
            ? inLargeBlock(region, granule, word)
            : inFreeMemory();
      }
    }
    return inFreeMemory();
  }

  /// Free memory now. An aligned address was probably a block once; nobody can know.
  private Misuse inFreeMemory() {
    return nothing((address & 7) == 0 ? Kind.DOUBLE_FREE : Kind.NO_BLOCK);
  }

  private Misuse nothing(Kind kind) {
    return new Misuse(kind, address, 0, 0, 0, store.settings().name());
  }

  private Misuse inLargeBlock(Region region, int granule, long word) {
    long start = region.address(granule);
    byte state = LargeBlock.state(region, start, SlabWord.owner(word));
    return found(kind(state, start), start, LargeBlock.bytes(region, start), start, word);
  }

  private Misuse inSlab(Region region, long word) {
    long slab = Slab.of(region, address);
    int index = Slab.indexOfContaining(slab, address);
    long slabStart = SlabDescriptor.start(slab);
    int blockBytes = SlabDescriptor.blockBytes(slab);
    long start = slabStart + (long) index * blockBytes;
    if (index >= SlabDescriptor.capacity(slab) || index >= SlabDescriptor.touched(slab)) {
      return found(Kind.NO_BLOCK, 0, blockBytes, slabStart, word);
    }
    if (SizeClasses.isOfObjects(SlabWord.sizeClass(word))) {
      return found(Kind.OBJECT, start, blockBytes, slabStart, word);
    }
    byte state = Memory.getByte(SlabDescriptor.states(slab) + index);
    return found(kind(state, start), start, blockBytes, slabStart, word);
  }

  /// Says what is wrong with an address in a block, of which a live one's start is not.
  private Kind kind(byte state, long start) {
    if (!BlockState.isHandedOut(state)) {
      return Kind.DOUBLE_FREE;
    }
    return address != start ? Kind.INTERIOR : ofStart(state);
  }

  private static Kind ofStart(byte state) {
    return switch (BlockState.plain(state)) {
      case BlockState.LIVE -> Kind.DOUBLE_FREE; // somebody else frees it at this moment
      case BlockState.FRONTED -> Kind.REUSED;
      default -> Kind.PART;
    };
  }

  private Misuse found(Kind kind, long blockAddress, long blockBytes, long slabAddress, long word) {
    SlabOwner owner = store.space().owners().owner(SlabWord.owner(word));
    Store theirs = owner != null && owner.store() instanceof Store other ? other : store;
    return new Misuse(
        theirs != store ? Kind.WRONG_STORE : kind,
        address,
        blockAddress,
        blockBytes,
        slabAddress,
        theirs.settings().name());
  }

  /// Says what is wrong with a sized free, or returns null where the size, at least, is right.
  static @Nullable Misuse ofSizedFree(
      Store store, long address, long byteSize, long byteAlignment) {
    long usable = store.liveBytes(address);
    if (usable < 0) {
      return ofFree(store, address);
    }
    Region region = store.space().regionOf(address);
    return serves(usable, region == null, byteSize, byteAlignment)
        ? null
        : new Misuse(
            Kind.WRONG_SIZE,
            address,
            address,
            usable,
            region == null ? address : slabStart(region, address),
            store.settings().name());
  }

  private static long slabStart(Region region, long address) {
    return SlabWord.sizeClass(Slab.word(region, address)) == SlabWord.LARGE
        ? address
        : SlabDescriptor.start(Slab.of(region, address));
  }

  /// Returns whether a request could have been served by a block of this size: by one of its own
  /// class, or of the coarse one that stands in for it, by a large one of the same kind, or by one
  /// that was reallocated in place.
  ///
  /// @param dedicated whether the block is a reservation of its own
  private static boolean serves(long usable, boolean dedicated, long byteSize, long byteAlignment) {
    if (byteSize < 0) {
      return false;
    }
    int sizeClass = SizeClasses.of(byteSize, byteAlignment);
    if (sizeClass >= 0) {
      return usable == SizeClasses.blockBytes(sizeClass)
          || usable == SizeClasses.blockBytes(SizeClasses.coarse(sizeClass))
          || Store.fits(usable, byteSize);
    }
    return usable
        == (dedicated
            ? DedicatedSpace.reservationBytes(byteSize)
            : LargeBlocks.blockBytes(Math.max(byteSize, 1)));
  }
}
