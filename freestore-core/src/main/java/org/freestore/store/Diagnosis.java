// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import org.freestore.heap.SlabOwner;
import org.freestore.memory.Memory;
import org.freestore.region.Region;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;
import org.freestore.store.Misuse.Kind;
import org.jspecify.annotations.Nullable;

/// Finds out what is wrong with an address that could not be freed. Cold: it may search.
final class Diagnosis {
  private Diagnosis() {}

  /// Says why `address` is not the start of a live block of `store`.
  static Misuse ofFree(Store store, long address) {
    Region region = store.region();
    if (!region.contains(address)) {
      return outsideRegion(store, address);
    }
    long descriptor = region.descriptor(region.granule(address));
    int tag = SlabDescriptor.tagVolatile(descriptor);
    if (tag == 0) {
      return withoutTag(store, address);
    }
    return SlabDescriptor.sizeClass(tag) == SlabDescriptor.LARGE
        ? inLargeBlock(store, address, descriptor, tag)
        : inSlab(store, address, descriptor, tag);
  }

  private static Misuse outsideRegion(Store store, long address) {
    for (var block : store.large().dedicatedBytes().entrySet()) {
      long start = block.getKey();
      if (address > start && address - start < block.getValue()) {
        return new Misuse(
            Kind.INTERIOR, address, start, block.getValue(), start, store.settings().name());
      }
    }
    Kind kind = store.space().dedicated().isSpare(address) ? Kind.DOUBLE_FREE : Kind.FOREIGN;
    return new Misuse(kind, address, 0, 0, 0, store.settings().name());
  }

  /// No slab starts in this granule: it is inside a large block, or free.
  private static Misuse withoutTag(Store store, long address) {
    Region region = store.region();
    for (int granule = region.granule(address) - 1; granule >= 0; granule--) {
      long descriptor = region.descriptor(granule);
      int tag = SlabDescriptor.tagVolatile(descriptor);
      if (tag != 0) {
        long start = SlabDescriptor.start(descriptor);
        boolean inside =
            SlabDescriptor.sizeClass(tag) == SlabDescriptor.LARGE
                && address - start < SlabDescriptor.blockBytes(descriptor);
        return inside
            ? inLargeBlock(store, address, descriptor, tag)
            : noBlock(store, address);
      }
    }
    return noBlock(store, address);
  }

  /// Free memory now. An aligned address was probably a block once; nobody can know.
  private static Misuse noBlock(Store store, long address) {
    Kind kind = (address & 7) == 0 ? Kind.DOUBLE_FREE : Kind.NO_BLOCK;
    return new Misuse(kind, address, 0, 0, 0, store.settings().name());
  }

  private static Misuse inLargeBlock(Store store, long address, long descriptor, int tag) {
    long start = SlabDescriptor.start(descriptor);
    Kind kind = address != start ? Kind.INTERIOR : Kind.DOUBLE_FREE;
    return finish(store, kind, address, start, descriptor, tag);
  }

  private static Misuse inSlab(Store store, long address, long descriptor, int tag) {
    int index = Slab.indexOfContaining(descriptor, address);
    long start = SlabDescriptor.start(descriptor) + index * SlabDescriptor.blockBytes(descriptor);
    if (index >= SlabDescriptor.capacity(descriptor)
        || index >= SlabDescriptor.touched(headOf(store, descriptor))) {
      return finish(store, Kind.NO_BLOCK, address, 0, descriptor, tag);
    }
    byte state = Memory.getByte(SlabDescriptor.states(descriptor) + index);
    Kind kind = state == BlockState.LIVE && address != start ? Kind.INTERIOR : Kind.DOUBLE_FREE;
    return finish(store, kind, address, start, descriptor, tag);
  }

  private static long headOf(Store store, long descriptor) {
    return store.region().descriptor(SlabDescriptor.head(descriptor));
  }

  private static Misuse finish(
      Store store, Kind kind, long address, long blockAddress, long descriptor, int tag) {
    SlabOwner owner = store.space().owners().owner(SlabDescriptor.owner(tag));
    Store theirs = owner != null && owner.store() instanceof Store other ? other : store;
    return new Misuse(
        theirs != store ? Kind.WRONG_STORE : kind,
        address,
        blockAddress,
        SlabDescriptor.blockBytes(descriptor),
        SlabDescriptor.start(descriptor),
        theirs.settings().name());
  }

  /// Says what is wrong with a sized free, or returns null where the size, at least, is right.
  static @Nullable Misuse ofSizedFree(
      Store store, long address, long byteSize, long byteAlignment) {
    long usable = store.liveBytes(address);
    if (usable < 0) {
      return ofFree(store, address);
    }
    return usable == blockBytes(usable, byteSize, byteAlignment)
        ? null
        : new Misuse(
            Kind.WRONG_SIZE, address, address, usable, address, store.settings().name());
  }

  /// Returns what a request would take, of the kind that the block in question is.
  private static long blockBytes(long usable, long byteSize, long byteAlignment) {
    if (byteSize < 0) {
      return -1;
    }
    int sizeClass = SizeClasses.of(byteSize, byteAlignment);
    if (sizeClass >= 0) {
      return SizeClasses.blockBytes(sizeClass);
    }
    long bytes = LargeBlocks.blockBytes(Math.max(byteSize, 1));
    return bytes == usable ? bytes : DedicatedSpace.reservationBytes(byteSize);
  }
}
