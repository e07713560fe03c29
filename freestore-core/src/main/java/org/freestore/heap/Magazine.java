// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.util.Arrays;
import org.freestore.memory.Memory;
import org.freestore.object.Reference;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.jspecify.annotations.Nullable;

/// A heap's stack of free blocks of one size class.
///
/// Entries of raw blocks are pairs: the address of a block and the address of its state, so that
/// allocating needs neither the map nor a division. Entries of objects' blocks are references, with
/// the generation of the object to come; their state is in their header. The stack lives on the
/// Java heap, out of reach of stray writes, and freed raw blocks themselves are never touched. What
/// the stack holds has state `CACHED`.
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

  /// What the push of an object's block adds.
  static final int PUSHED_OBJECT = 1 + (1 << 22);

  /// What the fast paths take from and push to: the stock or, while a sample is due, nothing, so
  /// that they decline.
  long[] entries = NOTHING;

  /// What the magazine holds, for the slow paths, which begin with [#reveal()].
  long[] stock = NOTHING;

  int top;

  /// After how many allocations a sample is due; 0 where none is.
  private int allocationsToSample;

  /// How many frees may take the slow path for its sake.
  private int freesToSample;

  /// Its heap's key: what the fast path knows the calling thread's magazines by.
  long key;

  /// Its heap's thread, or null: what the fast path knows them by where the store does not matter.
  @Nullable Thread owner;

  /// From blocks to entries: 1 where they are pairs, 0 where they are references.
  private final int entryShift;

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
    this.entryShift = SizeClasses.isOfObjects(sizeClass) ? 0 : 1;
  }

  /// Returns the index of a block's first entry.
  int entry(int block) {
    return block << entryShift;
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

  /// Takes the block on top and makes its header a live object's; returns its reference, or 0 where
  /// the magazine is empty.
  ///
  /// @param live the lower bits of the header
  long popObject(long live) {
    long[] entries = this.entries;
    int top = this.top;
    int index = (top & INDEX_MASK) - 1;
    if (Integer.compareUnsigned(index, entries.length) >= 0) {
      return 0;
    }
    long reference = entries[index];
    Memory.putLong(Reference.address(reference), (reference & Reference.GENERATION_MASK) | live);
    this.top = top - 1;
    return reference;
  }

  /// Says that the allocation after so many is to be sampled. Until then allocations and frees of
  /// the class take the slow paths, or some frees do and the sample is given up.
  void sampleAfter(int allocations, int frees) {
    allocationsToSample = allocations;
    freesToSample = frees;
  }

  /// Lets whoever has the slow path take from the stock, also while a sample is due.
  void reveal() {
    entries = stock;
  }

  /// Ends an allocation on the slow path.
  ///
  /// @return whether it is to be sampled
  boolean endAllocation() {
    if (allocationsToSample == 0) {
      return false;
    }
    allocationsToSample--;
    if (allocationsToSample > 0) {
      entries = NOTHING;
    }
    return allocationsToSample == 0;
  }

  /// Ends a free on the slow path.
  void endFree() {
    if (allocationsToSample == 0) {
      return;
    }
    if (--freesToSample <= 0) {
      allocationsToSample = 0;
    } else {
      entries = NOTHING;
    }
  }

  int nextBatchBytes() {
    return batchBlocks * SizeClasses.blockBytes(sizeClass);
  }

  int blocks() {
    return (top & INDEX_MASK) >>> entryShift;
  }

  int capacityBlocks() {
    return stock.length >>> entryShift;
  }

  boolean isFull() {
    return (top & INDEX_MASK) == stock.length;
  }

  /// Returns whether it is time to look at the clock, and starts counting anew.
  boolean takeDue() {
    boolean due = top < 0;
    top &= INDEX_MASK;
    return due;
  }

  /// Says that the entries of the first `blocks` blocks are filled.
  void fill(int blocks) {
    top = entry(blocks);
  }

  /// Pushes a pair where there is room.
  void push(long address, long state) {
    int index = top & INDEX_MASK;
    stock[index] = address;
    stock[index + 1] = state;
    top += 2;
  }

  /// Pushes a reference where there is room.
  void pushObject(long reference) {
    stock[top & INDEX_MASK] = reference;
    top++;
  }

  /// Makes room for `wantedBlocks`, rounded up to a doubling where that is within `mostBlocks`.
  void growTo(int wantedBlocks, int mostBlocks) {
    int capacity = Math.max(FIRST_CAPACITY_BLOCKS, capacityBlocks());
    while (capacity < wantedBlocks) {
      capacity *= 2;
    }
    capacity = Math.min(capacity, Math.max(mostBlocks, wantedBlocks));
    if (capacity > capacityBlocks()) {
      stock = Arrays.copyOf(stock, entry(capacity));
      entries = stock;
    }
  }

  /// Drops everything: its blocks are somebody else's by now.
  void forgetAll() {
    top = 0;
    stock = NOTHING;
    entries = NOTHING;
    allocationsToSample = 0;
  }

  /// Drops the `blocks` oldest entries, which the caller has given back.
  void dropOldest(int blocks) {
    int index = top & INDEX_MASK;
    System.arraycopy(stock, entry(blocks), stock, 0, index - entry(blocks));
    top -= entry(blocks);
  }
}
