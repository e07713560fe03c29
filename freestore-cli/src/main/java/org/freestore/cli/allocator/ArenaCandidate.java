// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.allocator;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// One arena per block, the only way in which `java.lang.foreign` frees a single block: confined
/// arenas, or shared ones where another thread may free the block.
final class ArenaCandidate implements Candidate {
  private static final long NATURAL_ALIGNMENT = 16;

  private final @Nullable Arena[] arenas;
  private final @Nullable MemorySegment[] blocks;
  private final boolean shared;

  ArenaCandidate(int slots, boolean shared) {
    this.arenas = new Arena[slots];
    this.blocks = new MemorySegment[slots];
    this.shared = shared;
  }

  @Override
  public long malloc(int slot, long byteSize) {
    return alignedAlloc(slot, byteSize, NATURAL_ALIGNMENT);
  }

  @Override
  public long calloc(int slot, long byteSize) {
    return malloc(slot, byteSize); // An arena's memory is always zeroed.
  }

  @Override
  public long alignedAlloc(int slot, long byteSize, long byteAlignment) {
    Arena arena = newArena();
    try {
      // Of 0 bytes it returns an address that is no block.
      MemorySegment block = arena.allocate(Math.max(byteSize, 1), byteAlignment);
      arenas[slot] = arena;
      blocks[slot] = block;
      return block.address();
    } catch (OutOfMemoryError e) {
      arena.close();
      return REFUSED;
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // Closed when the block is freed.
  private Arena newArena() {
    return shared ? Arena.ofShared() : Arena.ofConfined();
  }

  @Override
  public long realloc(int fromSlot, long address, int slot, long byteSize) {
    Arena former = arenas[fromSlot];
    MemorySegment formerBlock = blocks[fromSlot];
    forget(fromSlot);
    long moved = malloc(slot, byteSize);
    if (moved == REFUSED) {
      arenas[slot] = former;
      blocks[slot] = formerBlock;
    } else if (former != null && formerBlock != null) {
      BlockBytes.copy(address, moved, Math.min(formerBlock.byteSize(), byteSize));
      former.close();
    }
    return moved;
  }

  @Override
  public void free(int slot, long address) {
    Arena arena = arenas[slot];
    if (arena != null) {
      arena.close();
      forget(slot);
    }
  }

  private void forget(int slot) {
    arenas[slot] = null;
    blocks[slot] = null;
  }

  @Override
  public void close() {
    // Its arenas have been closed one by one.
  }
}
