// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

import org.freestore.memory.Memory;
import org.freestore.region.Region;

/// A block that is a run of granules: a slab of one. Its state is a word in its first granule's
/// descriptor.
public final class LargeBlock {
  private static final long STATE = 40;
  private static final int LIVE = BlockState.LIVE;

  private LargeBlock() {}

  /// Makes a live block of a run.
  ///
  /// @return its address
  public static long create(Region region, int granule, int owner) {
    long descriptor = region.descriptor(granule);
    SlabDescriptor.sizeClass(descriptor, SlabWord.LARGE);
    SlabDescriptor.granule(descriptor, granule);
    SlabDescriptor.owner(descriptor, owner);
    Memory.putInt(descriptor + STATE, LIVE);
    Memory.putLongRelease(region.mapWord(granule), SlabWord.of(owner, SlabWord.LARGE, 0));
    return region.address(granule);
  }

  /// Returns the state of the block of an owner that starts at an address: [BlockState#FREE] where
  /// none does.
  public static byte state(Region region, long address, int owner) {
    if (!region.contains(address) || (address & Region.GRANULE_BYTES - 1) != 0) {
      return BlockState.FREE;
    }
    long word = Slab.word(region, address);
    return SlabWord.sizeClass(word) == SlabWord.LARGE && SlabWord.owner(word) == owner
        ? (byte) Memory.getIntVolatile(descriptor(region, address) + STATE)
        : BlockState.FREE;
  }

  private static long descriptor(Region region, long address) {
    return region.descriptor(region.granule(address));
  }

  /// Moves a block from one state to another: to [BlockState#FREE] claims it for freeing.
  ///
  /// @return false, with nothing changed, if it was in another one
  public static boolean change(Region region, long address, byte from, byte to) {
    return Memory.compareAndSetInt(descriptor(region, address) + STATE, from, to);
  }

  /// Returns the block's size, in bytes.
  public static long bytes(Region region, long address) {
    return (long) region.runGranules(region.granule(address)) << Region.GRANULE_SHIFT;
  }

  /// Gives a claimed block's run back.
  public static void giveBack(Region region, long address, long nowMillis) {
    int granule = region.granule(address);
    Memory.putLongRelease(region.mapWord(granule), 0);
    SlabDescriptor.owner(region.descriptor(granule), 0);
    region.freeRun(granule, nowMillis);
  }

  /// Changes a live block's size in place.
  ///
  /// @param byteSize a multiple of the granule
  /// @return false, with nothing changed, where what follows is in use
  public static boolean resize(Region region, long address, long byteSize, long nowMillis) {
    int granule = region.granule(address);
    return region.resizeRun(granule, (int) (byteSize >>> Region.GRANULE_SHIFT), nowMillis);
  }
}
