// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.Arrays;
import java.util.NavigableMap;

/// The blocks of one size of a [PoolResource]. The addresses of free ones are a stack on the Java
/// heap: freed memory is not written to. Not thread-safe.
final class Pool {
  private static final int FIRST_BLOCKS = 16;

  private final int blockBytes;
  private final int maxBlocksPerChunk;
  private final MemoryResource upstream;
  private final NavigableMap<Long, PoolChunk> chunks;
  private long[] free = new long[FIRST_BLOCKS];
  private int freeCount;
  private int nextBlocks;

  /// @param chunks where chunks are entered, by address
  Pool(
      int blockBytes,
      int maxBlocksPerChunk,
      MemoryResource upstream,
      NavigableMap<Long, PoolChunk> chunks) {
    this.blockBytes = blockBytes;
    this.maxBlocksPerChunk = maxBlocksPerChunk;
    this.nextBlocks = Math.min(FIRST_BLOCKS, maxBlocksPerChunk);
    this.upstream = upstream;
    this.chunks = chunks;
  }

  int blockBytes() {
    return blockBytes;
  }

  long take() {
    if (freeCount == 0) {
      addChunk();
    }
    long address = free[--freeCount];
    chunks.floorEntry(address).getValue().use(address);
    return address;
  }

  /// Blocks are aligned to their size.
  private void addChunk() {
    int blocks = nextBlocks;
    long start = upstream.allocateRaw((long) blocks * blockBytes, blockBytes);
    chunks.put(start, new PoolChunk(this, start, blocks));
    for (int i = blocks - 1; i >= 0; i--) {
      give(start + (long) i * blockBytes);
    }
    nextBlocks = Math.min(2 * blocks, maxBlocksPerChunk);
  }

  void give(long address) {
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, 2 * freeCount);
    }
    free[freeCount++] = address;
  }
}
