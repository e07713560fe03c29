// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.ArrayList;
import java.util.List;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.freestore.region.Region;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;
import org.jspecify.annotations.Nullable;

/// A block of a slab of objects, as a report sees it: read once, without locks, while others go on.
///
/// Safe for any address: a granule that was ever a slab of objects is one for good, so its
/// descriptor keeps telling of what blocks it consists, also while nobody has it.
///
/// @param slabAddress where its slab starts
/// @param index of the block in the slab
/// @param address where it starts
/// @param byteSize its size in bytes
/// @param touched whether it was handed out since the slab's pages last went back to the system; if
///   not, its header says nothing
/// @param header what its header is
/// @param floor the highest generation of the slab's blocks when its pages last went back; 0 if
///   they never did
public record BlockSighting(
    long slabAddress,
    int index,
    long address,
    int byteSize,
    boolean touched,
    long header,
    long floor) {

  /// Returns the block that an address lies in, or null if it lies in none that an object can have.
  public static @Nullable BlockSighting at(long address) {
    Region region = Space.main().regionOf(address);
    if (region == null) {
      return null;
    }
    long slab = Slab.of(region, address);
    long start = region.address(region.granule(address));
    if (!SizeClasses.isOfObjects(SlabDescriptor.sizeClass(slab))
        || SlabDescriptor.start(slab) != start) {
      return null;
    }
    int index = Slab.indexOfContaining(slab, address);
    return index < SlabDescriptor.capacity(slab) ? of(slab, index) : null;
  }

  private static BlockSighting of(long slab, int index) {
    long start = SlabDescriptor.start(slab);
    int byteSize = SlabDescriptor.blockBytes(slab);
    long address = start + (long) index * byteSize;
    return new BlockSighting(
        start,
        index,
        address,
        byteSize,
        index < SlabDescriptor.touched(slab),
        Memory.getLong(address),
        SlabDescriptor.floorGeneration(slab));
  }

  /// Returns this block and the few before and after it in the slab, in the order of addresses.
  public List<BlockSighting> neighbourhood(int each) {
    List<BlockSighting> blocks = new ArrayList<>();
    for (int at = -each; at <= each; at++) {
      long there = address + (long) at * byteSize;
      boolean inside =
          there >= slabAddress && there + byteSize <= slabAddress + Region.GRANULE_BYTES;
      BlockSighting block = at == 0 ? this : inside ? at(there) : null;
      if (block != null) {
        blocks.add(block);
      }
    }
    return blocks;
  }

  /// Returns the state of the header; 0 if the block is untouched.
  public int state() {
    return touched ? Header.state(header) : 0;
  }

  /// Returns the generation of the block's object or, where it is free, of the last one; 0 where
  /// there was none since its pages went back.
  public long generation() {
    if (!touched) {
      return 0;
    }
    long generation = Reference.generation(header);
    return switch (state()) {
      case Header.LIVE, Header.DESTROYING -> generation;
      case Header.RETIRED -> Reference.LAST_GENERATION;
      default -> Math.max(generation - 1, 0);
    };
  }

  /// Returns whether the block has not been given to another object since the one of a generation,
  /// which is gone or not: its header still says what that was.
  public boolean isLastOf(long ofGeneration) {
    return generation() == ofGeneration && ofGeneration > floor;
  }

  /// Returns how many objects the block has had after the one of a generation; exact if
  /// [#isExactAfter(long)].
  public long objectsAfter(long ofGeneration) {
    return Math.max(Math.max(generation(), floor) - ofGeneration, 0);
  }

  /// Returns whether it is known how many objects the block has had after the one of a generation:
  /// its pages did not go back meanwhile, which makes all blocks of the slab continue with the
  /// highest generation among them.
  public boolean isExactAfter(long ofGeneration) {
    return ofGeneration > floor;
  }
}
