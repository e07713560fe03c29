// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.Arrays;
import org.freestore.memory.Memory;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;

/// Where the memory of an arena comes from: blocks of a store, given back all at once.
///
/// Requests are cut one after another from chunks, which grow with the arena; those too large for
/// what is left of one have a block each.
///
/// Most arenas need one chunk. For these, [#take] is short enough for the compiler to copy it to
/// where it is called, and hands the arena itself to no other method, so that it can live in
/// registers.
///
/// Not thread-safe.
class ArenaMemory {
  static final int FIRST_CHUNK_BYTES = 4096;

  /// Segments start behind a block's start, so that no segment's address is one that could be
  /// freed.
  private static final int FRONT_BYTES = 16;

  /// How far chunks grow, by doubling.
  private static final int MOST_GROWTH = 8;

  /// What is larger than this part of the next chunk has a block of its own: a new chunk for it
  /// would leave too much of the last one unused.
  private static final int LARGEST_CUT_PART = 4;

  /// Larger blocks come from the slow path anyway, which knows whether they are zero.
  private static final long LARGEST_WITH_FRONT_BYTES = SizeClasses.LARGEST_BLOCK_BYTES;

  private static final long[] NONE = {};

  final FreeStore store;

  /// What is left of the last chunk, both ends at multiples of 8; nothing before the first.
  private long cursor;

  private long chunkEnd;

  private long firstBlock;
  private long[] moreBlocks = NONE;
  private int moreCount;
  private int nextChunkBytes;
  private final int largestChunkBytes;

  /// @param chunkBytes the size of the second chunk, from which on they grow
  ArenaMemory(FreeStore store, int chunkBytes) {
    this.store = store;
    this.nextChunkBytes = chunkBytes;
    this.largestChunkBytes = MOST_GROWTH * chunkBytes;
  }

  /// Takes memory; even for no bytes, so that addresses differ.
  ///
  /// @param byteAlignment a power of two
  final long take(long byteSize, long byteAlignment, boolean zeroed) {
    long bytes = Math.max(byteSize, 1);
    if (firstBlock == 0 && bytes <= FIRST_CHUNK_BYTES) {
      firstChunk();
    }
    long address = cursor + byteAlignment - 1 & -byteAlignment;
    if (bytes > chunkEnd - address) {
      return takeElsewhere(bytes, byteAlignment, zeroed);
    }
    cursor = address + bytes + Long.BYTES - 1 & -Long.BYTES;
    if (zeroed) {
      Memory.zero(address, bytes);
    }
    return address;
  }

  private void firstChunk() {
    long chunk = store.malloc(FRONT_BYTES + FIRST_CHUNK_BYTES);
    firstBlock = chunk;
    cursor = chunk + FRONT_BYTES;
    chunkEnd = cursor + FIRST_CHUNK_BYTES;
  }

  private long takeElsewhere(long byteSize, long byteAlignment, boolean zeroed) {
    if (Math.max(byteSize, byteAlignment) > nextChunkBytes / LARGEST_CUT_PART) {
      return block(byteSize, byteAlignment, zeroed);
    }
    long chunk = store.malloc(FRONT_BYTES + nextChunkBytes);
    remember(chunk);
    cursor = chunk + FRONT_BYTES;
    chunkEnd = cursor + nextChunkBytes;
    nextChunkBytes = Math.min(2 * nextChunkBytes, largestChunkBytes);
    return take(byteSize, byteAlignment, zeroed);
  }

  /// A block for one segment. Large ones, and strictly aligned ones, come from the slow path, which
  /// says whose they are; the others have a front, as chunks have.
  private long block(long byteSize, long byteAlignment, boolean zeroed) {
    if (byteSize + FRONT_BYTES > LARGEST_WITH_FRONT_BYTES || byteAlignment > Long.BYTES) {
      long block = store.allocateOwned(byteSize, byteAlignment, zeroed, BlockState.CHUNK);
      remember(block);
      return block;
    }
    long block = store.malloc(FRONT_BYTES + byteSize);
    remember(block);
    long address = block + FRONT_BYTES;
    if (zeroed) {
      Memory.zero(address, byteSize);
    }
    return address;
  }

  private void remember(long block) {
    if (firstBlock == 0) {
      firstBlock = block;
      return;
    }
    if (moreCount == moreBlocks.length) {
      moreBlocks = Arrays.copyOf(moreBlocks, Math.max(4, 2 * moreCount));
    }
    moreBlocks[moreCount++] = block;
  }

  /// Gives everything back: no segment may be alive any more. Where the store is closed, all of its
  /// blocks are gone already.
  final void giveBack() {
    if (firstBlock != 0) {
      store.freeUnlessClosed(firstBlock);
    }
    for (int i = 0; i < moreCount; i++) {
      store.freeUnlessClosed(moreBlocks[i]);
    }
    firstBlock = 0;
    moreCount = 0;
    cursor = 0;
    chunkEnd = 0;
  }
}
