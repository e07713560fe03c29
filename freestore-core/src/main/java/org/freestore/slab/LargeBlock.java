// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

import org.freestore.memory.Memory;
import org.freestore.region.Region;

/// A block that is a run of granules: a slab of one. Its state is a word in its first granule's descriptor.
public final class LargeBlock {
  private static final long STATE = 72;
  private static final int LIVE = BlockState.LIVE;

  private LargeBlock() {}

  /// Makes a live block of a run.
  ///
  /// @return its address
  public static long create(Region region, int granule, int owner, long byteSize) {
    long descriptor = region.descriptor(granule);
    long address = region.address(granule);
    SlabDescriptor.start(descriptor, address);
    SlabDescriptor.blockBytes(descriptor, byteSize);
    SlabDescriptor.head(descriptor, granule);
    Memory.putInt(descriptor + STATE, LIVE);
    SlabDescriptor.putTag(descriptor, SlabDescriptor.tag(owner, SlabDescriptor.LARGE));
    return address;
  }

  /// Returns whether a live block of an owner starts at an address.
  public static boolean isLive(Region region, long address, int owner) {
    if (!region.contains(address) || (address & Region.GRANULE_BYTES - 1) != 0) {
      return false;
    }
    long descriptor = region.descriptor(region.granule(address));
    return SlabDescriptor.tagVolatile(descriptor) == SlabDescriptor.tag(owner, SlabDescriptor.LARGE)
        && Memory.getIntVolatile(descriptor + STATE) == LIVE;
  }

  /// Claims a live block for freeing.
  ///
  /// @return false if another thread did
  public static boolean claim(Region region, long address) {
    long descriptor = region.descriptor(region.granule(address));
    return Memory.compareAndSetInt(descriptor + STATE, LIVE, BlockState.FREE);
  }

  /// Returns the block's size, in bytes.
  public static long bytes(Region region, long address) {
    return SlabDescriptor.blockBytes(region.descriptor(region.granule(address)));
  }

  /// Gives a claimed block's run back.
  public static void giveBack(Region region, long address, long nowMillis) {
    int granule = region.granule(address);
    SlabDescriptor.putTag(region.descriptor(granule), 0);
    region.freeRun(granule, nowMillis);
  }

  /// Changes a live block's size in place.
  ///
  /// @param byteSize a multiple of the granule
  /// @return false, with nothing changed, where what follows is in use
  public static boolean resize(Region region, long address, long byteSize, long nowMillis) {
    int granule = region.granule(address);
    if (!region.resizeRun(granule, (int) (byteSize >>> Region.GRANULE_SHIFT), nowMillis)) {
      return false;
    }
    SlabDescriptor.blockBytes(region.descriptor(granule), byteSize);
    return true;
  }
}
