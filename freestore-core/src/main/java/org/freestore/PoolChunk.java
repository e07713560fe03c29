// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.BitSet;

/// Blocks of a [Pool] in a row, and which of them are in use. Not thread-safe.
final class PoolChunk {
  private final Pool pool;
  private final long start;
  private final int blocks;
  private final BitSet used;

  PoolChunk(Pool pool, long start, int blocks) {
    this.pool = pool;
    this.start = start;
    this.blocks = blocks;
    this.used = new BitSet(blocks);
  }

  boolean contains(long address) {
    return address >= start && address - start < (long) blocks * pool.blockBytes();
  }

  void use(long address) {
    used.set(indexOf(address));
  }

  private int indexOf(long address) {
    return (int) ((address - start) / pool.blockBytes());
  }

  /// Takes a block back.
  void take(long address, long byteSize) {
    if ((address - start) % pool.blockBytes() != 0 || byteSize > pool.blockBytes()) {
      throw Misuses.notOfResource(
          "the segment is not one block: byteSize="
              + byteSize
              + " blockBytes="
              + pool.blockBytes()
              + " offset="
              + (address - start) % pool.blockBytes(),
          address);
    }
    int index = indexOf(address);
    if (!used.get(index)) {
      throw Misuses.freedInResource(address);
    }
    used.clear(index);
    pool.give(address);
  }
}
