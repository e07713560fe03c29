// SPDX-License-Identifier: Apache-2.0
package org.freestore.object;

import org.freestore.memory.Memory;
import org.freestore.slab.BlockState;
import org.freestore.slab.SlabDescriptor;
import org.jspecify.annotations.Nullable;

/// Checks the headers of a slab of objects against its side table and its floor, under its owner's
/// lock, while threads go on creating and deleting.
///
/// | side table | header |
/// |---|---|
/// | `FREE` | free |
/// | `CACHED` | free in a magazine, live, being destroyed, detained; or claimed by another thread that has yet to say so in the side table |
/// | `REMOTE` | freed by another thread, used up; or anything, where the owner's delete of the same object overwrote the claim |
/// | `RETIRED` | used up, generation 0; or zeros, if pages went back since |
///
/// Every generation but 0 is above the floor and not above the last.
public final class HeaderCheck {
  private HeaderCheck() {}

  /// Returns the first header that is not as it must be, or null.
  public static @Nullable String firstWrong(long slab) {
    long states = SlabDescriptor.states(slab);
    int touched = Math.min(SlabDescriptor.touched(slab), SlabDescriptor.capacity(slab));
    for (int index = 0; index < touched; index++) {
      byte state = Memory.getByte(states + index);
      long block = ObjectSlab.block(slab, index);
      long header = Memory.getLongAcquire(block);
      String wrong = wrong(slab, state, header);
      if (wrong != null) {
        return wrong
            + ": block=0x"
            + Long.toHexString(block)
            + " header=0x"
            + Long.toHexString(header)
            + " state="
            + BlockState.name(state);
      }
    }
    return null;
  }

  private static @Nullable String wrong(long slab, byte state, long header) {
    boolean fits =
        switch (state) {
          case BlockState.FREE -> Header.state(header) == Header.FREE;
          case BlockState.RETIRED -> isUsedUp(header) || header == 0;
          case BlockState.CACHED, BlockState.REMOTE -> isState(header);
          default -> true; // reported by who checks the side table
        };
    if (!fits) {
      return "the header's state is not the side table's";
    }
    if (header != 0
        && !isUsedUp(header)
        && !isBeingRetired(state, header)
        && !isKeptUsedUp(header)
        && !isGeneration(slab, header)) {
      return "a generation is not above the slab's floor, or above the last";
    }
    return isObject(header) && Header.sizeClass(header) != SlabDescriptor.sizeClass(slab)
        ? "an object is of another size class than its slab"
        : null;
  }

  private static boolean isUsedUp(long header) {
    return Header.state(header) == Header.RETIRED && Reference.generation(header) == 0;
  }

  private static boolean isState(long header) {
    int state = Header.state(header);
    return state == Header.RETIRED
        ? Reference.generation(header) == 0
        : state >= Header.FREE && state <= Header.DETAINED;
  }

  /// The owner frees the object of the last generation first, and takes the lock after.
  private static boolean isBeingRetired(byte state, long header) {
    long beyond = Reference.LAST_GENERATION + 1 & Reference.generation(Reference.GENERATION_MASK);
    return state == BlockState.CACHED
        && Header.state(header) == Header.FREE
        && Reference.generation(header) == beyond;
  }

  /// What is still in use when its last object is gone will be retired when it is freed.
  private static boolean isKeptUsedUp(long header) {
    boolean isKept =
        switch (Header.state(header)) {
          case Header.DETAINED -> true;
          case Header.LIVE ->
              Header.kind(header) == Kind.CONTROL || Header.kind(header) == Kind.STORAGE;
          default -> false;
        };
    return isKept && Reference.generation(header) == 0;
  }

  private static boolean isObject(long header) {
    return switch (Header.state(header)) {
      case Header.LIVE, Header.DESTROYING, Header.DETAINED -> true;
      default -> false;
    };
  }

  private static boolean isGeneration(long slab, long header) {
    long generation = Reference.generation(header);
    return generation > SlabDescriptor.floorGeneration(slab)
        && generation <= Reference.LAST_GENERATION;
  }
}
