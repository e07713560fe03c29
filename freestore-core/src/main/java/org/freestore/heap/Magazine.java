// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.util.Arrays;
import org.freestore.memory.Memory;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;

/// A heap's stack of free blocks of one size class.
///
/// Entries are pairs: the address of a block and the address of its state, so that allocating needs
/// neither the map nor a division. The stack lives on the Java heap, out of reach of stray writes,
/// and freed blocks themselves are never touched. What the stack holds has state `CACHED`.
///
/// `top` is two things in one word, so that a push updates both by one addition: the low bits index
/// the entries, the high bits count pushes. After 512 of them the word is negative, which the
/// push's bounds check takes for a full magazine: the slow path, which it then takes, looks at the
/// clock. Thus a program that allocates and frees within its magazines, and never needs a slow
/// path, still gives memory back in time.
///
/// Not thread-safe: it belongs to the heap's thread. Others read `top` for statistics only.
final class Magazine {
  /// Longest `entries`, in pairs.
  static final int MOST_BLOCKS = 2048;

  private static final long[] NOTHING = {};
  private static final int FIRST_CAPACITY_BLOCKS = 16;

  /// Of `top`: the index after the last pair.
  static final int INDEX_MASK = 0x1fff;

  /// Of `top`: the index, and the sign that makes it invalid.
  static final int INDEX_OR_DUE_MASK = Integer.MIN_VALUE | INDEX_MASK;

  /// What a push adds: a pair, and one to the count.
  static final int PUSHED = 2 + (1 << 22);

  /// What a pop subtracts.
  static final int POPPED = 2;

  long[] entries = NOTHING;
  int top;

  /// Its heap's key: what the fast path knows the calling thread's magazines by.
  long key;

  /// The class of its blocks.
  final int sizeClass;

  /// How many blocks the next refill asks for.
  int batchBlocks = 4;

  /// Whether it ran empty since it last ran full: such a magazine is too small for how it is used.
  boolean ranEmpty;

  /// Whether it ran empty or full since the last maintenance; one that did not holds more than is
  /// used.
  boolean ranShort;

  Magazine(int sizeClass) {
    this.sizeClass = sizeClass;
  }

  /// Takes the block on top and marks it live; returns 0 where the magazine is empty.
  long pop() {
    long[] entries = this.entries;
    int top = this.top;
    int index = (top & INDEX_MASK) - POPPED;
    if (Integer.compareUnsigned(index, entries.length) >= 0) {
      return 0;
    }
    long address = entries[index];
    Memory.putByte(Memory.bounded(entries[index + 1]), BlockState.LIVE);
    this.top = top - POPPED;
    return address;
  }

  int nextBatchBytes() {
    return batchBlocks * SizeClasses.blockBytes(sizeClass);
  }

  int blocks() {
    return (top & INDEX_MASK) >>> 1;
  }

  int capacityBlocks() {
    return entries.length >>> 1;
  }

  boolean isFull() {
    return (top & INDEX_MASK) == entries.length;
  }

  /// Returns whether it is time to look at the clock, and starts counting anew.
  boolean takeDue() {
    boolean due = top < 0;
    top &= INDEX_MASK;
    return due;
  }

  /// Says that the first `blocks` pairs are filled.
  void fill(int blocks) {
    top = 2 * blocks;
  }

  /// Pushes a pair where there is room.
  void push(long address, long state) {
    int index = top & INDEX_MASK;
    entries[index] = address;
    entries[index + 1] = state;
    top += 2;
  }

  /// Makes room for `wantedBlocks`, rounded up to a doubling where that is within `mostBlocks`.
  void growTo(int wantedBlocks, int mostBlocks) {
    int capacity = Math.max(FIRST_CAPACITY_BLOCKS, capacityBlocks());
    while (capacity < wantedBlocks) {
      capacity *= 2;
    }
    capacity = Math.min(capacity, Math.max(mostBlocks, wantedBlocks));
    if (capacity > capacityBlocks()) {
      entries = Arrays.copyOf(entries, 2 * capacity);
    }
  }

  /// Drops the `blocks` oldest entries, which the caller has given back.
  void dropOldest(int blocks) {
    int index = top & INDEX_MASK;
    System.arraycopy(entries, 2 * blocks, entries, 0, index - 2 * blocks);
    top -= 2 * blocks;
  }
}
