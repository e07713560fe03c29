// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

/// A heap's stack of free blocks of one size class.
///
/// Entries are pairs: the address of a block and the address of its state, so that allocating needs neither the slab's
/// descriptor nor a division. The stack lives on the Java heap, out of reach of stray writes, and freed blocks
/// themselves are never touched. What the stack holds has state `CACHED`.
///
/// Not thread-safe: it belongs to the heap's thread. Others read `top` for statistics only.
final class Magazine {
  private static final long[] NOTHING = {};
  private static final int FIRST_CAPACITY_BLOCKS = 16;

  long[] entries = NOTHING;

  /// Index after the last pair: twice the number of blocks.
  int top;

  /// How many blocks the next refill asks for.
  int batchBlocks = 4;

  /// Whether it ran empty since it last ran full: such a magazine is too small for how it is used.
  boolean ranEmpty;

  /// Whether it ran empty or full since the last maintenance; one that did not holds more than is used.
  boolean ranShort;

  int blocks() {
    return top >>> 1;
  }

  int capacityBlocks() {
    return entries.length >>> 1;
  }

  /// Makes room for at least one more block, for `batchBlocks` if possible, up to `mostBlocks`.
  void growTo(int wantedBlocks, int mostBlocks) {
    int capacity = Math.max(FIRST_CAPACITY_BLOCKS, capacityBlocks());
    while (capacity < wantedBlocks) {
      capacity *= 2;
    }
    capacity = Math.min(capacity, Math.max(mostBlocks, wantedBlocks));
    if (capacity > capacityBlocks()) {
      entries = java.util.Arrays.copyOf(entries, 2 * capacity);
    }
  }

  /// Drops the `blocks` oldest entries, which the caller has given back.
  void dropOldest(int blocks) {
    System.arraycopy(entries, 2 * blocks, entries, 0, top - 2 * blocks);
    top -= 2 * blocks;
  }
}
