// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.object.ObjectSlab;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;

/// What the slow paths do differently for raw blocks and for blocks of objects.
sealed interface Blocks {

  /// Blocks whose state is in their slab's side table.
  Blocks RAW = new Raw();

  /// Blocks that have a header.
  Blocks OBJECTS = new Objects();

  static Blocks of(int sizeClass) {
    return SizeClasses.isOfObjects(sizeClass) ? OBJECTS : RAW;
  }

  /// Makes a slab, or returns 0 where memory is exhausted.
  long newSlab(Heap heap, int sizeClass);

  /// Moves up to `most` free blocks from a slab to the magazine's entries from block `taken` on.
  ///
  /// @return how many were moved
  int take(long slab, int most, Magazine magazine, int taken);

  /// Returns the slab of a block in the magazine.
  long slabOf(Heap heap, Magazine magazine, int block);

  /// Moves blocks `from` to `to` of the magazine, all of one slab, back to it.
  void give(long slab, Magazine magazine, int from, int to);

  /// Takes in what other threads freed: all of it, or what was noted.
  ///
  /// @return how many blocks no longer count against the budget
  int collect(Heap heap, long slab, long[] noted);

  /// Gives an empty slab back.
  ///
  /// @return false if another thread is about to free a block of it; the slab stays
  boolean giveBack(Heap heap, long slab, long nowMillis);

  /// Raw blocks.
  final class Raw implements Blocks {
    @Override
    public long newSlab(Heap heap, int sizeClass) {
      return Slab.create(heap.region, heap.id, sizeClass);
    }

    @Override
    public int take(long slab, int most, Magazine magazine, int taken) {
      return Slab.take(slab, most, magazine.stock, magazine.entry(taken));
    }

    @Override
    public long slabOf(Heap heap, Magazine magazine, int block) {
      return Slab.of(heap.region, magazine.stock[magazine.entry(block)]);
    }

    @Override
    public void give(long slab, Magazine magazine, int from, int to) {
      Slab.give(slab, magazine.stock, from, to);
    }

    @Override
    public int collect(Heap heap, long slab, long[] noted) {
      return noted.length == 0 ? Slab.collect(slab) : Slab.collectNoted(slab, noted);
    }

    @Override
    public boolean giveBack(Heap heap, long slab, long nowMillis) {
      return Slab.giveBack(heap.region, slab, nowMillis);
    }
  }

  /// Blocks of objects.
  final class Objects implements Blocks {
    @Override
    public long newSlab(Heap heap, int sizeClass) {
      return heap.vacantSlabs.take(heap.id, sizeClass);
    }

    @Override
    public int take(long slab, int most, Magazine magazine, int taken) {
      return ObjectSlab.take(slab, most, magazine.stock, taken);
    }

    @Override
    public long slabOf(Heap heap, Magazine magazine, int block) {
      return ObjectSlab.of(heap.region, magazine.stock[block]);
    }

    @Override
    public void give(long slab, Magazine magazine, int from, int to) {
      ObjectSlab.give(slab, magazine.stock, from, to);
    }

    @Override
    public int collect(Heap heap, long slab, long[] noted) {
      ObjectSlab.Collected collected = ObjectSlab.collect(slab, noted);
      heap.racingFrees += collected.lost();
      return collected.freed() + collected.retired();
    }

    @Override
    public boolean giveBack(Heap heap, long slab, long nowMillis) {
      return heap.vacantSlabs.add(slab, nowMillis);
    }
  }
}
