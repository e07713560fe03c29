// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.freestore.memory.Memory;
import org.jspecify.annotations.Nullable;

/// What the fuzzer knows of a store: its live blocks, what is written in them, and where they must
/// not overlap.
final class ShadowHeap {

  /// A live block.
  static final class Block {
    final long address;
    final long byteSize;
    final long byteAlignment;
    final long usableBytes;
    final long seed;
    private int index;

    Block(long address, long byteSize, long byteAlignment, long usableBytes, long seed) {
      this.address = address;
      this.byteSize = byteSize;
      this.byteAlignment = byteAlignment;
      this.usableBytes = usableBytes;
      this.seed = seed;
    }

    /// Returns the first address behind the block; one of no bytes takes one.
    private long end() {
      return address + Math.max(usableBytes, 1);
    }

    /// Returns what is wrong with the first `bytes` bytes, or null.
    @Nullable String damage(long at, long bytes) {
      long offset = Pattern.mismatch(at, bytes, byteSize, seed);
      return offset < 0 ? null : this + " was changed at offset=" + offset;
    }

    @Override
    public String toString() {
      return "block address=0x"
          + Long.toHexString(address)
          + " byteSize="
          + byteSize
          + " usableBytes="
          + usableBytes;
    }
  }

  private final TreeMap<Long, Block> byAddress = new TreeMap<>();
  private final List<Block> blocks = new ArrayList<>();
  private long usableBytes;

  int count() {
    return blocks.size();
  }

  boolean isEmpty() {
    return blocks.isEmpty();
  }

  long usableBytes() {
    return usableBytes;
  }

  List<Block> blocks() {
    return blocks;
  }

  Block any(SplittableRandom random) {
    return blocks.get(random.nextInt(blocks.size()));
  }

  /// Enters a fresh block and writes its contents.
  void add(Block block) {
    if (block.address % Math.max(block.byteAlignment, 8) != 0) {
      throw new FuzzFailure(block + " is not aligned to " + block.byteAlignment);
    }
    if (block.usableBytes < block.byteSize) {
      throw new FuzzFailure(block + " is too small");
    }
    Map.Entry<Long, Block> below = byAddress.lowerEntry(block.end());
    if (below != null && below.getValue().end() > block.address) {
      throw new FuzzFailure(block + " overlaps live " + below.getValue());
    }
    Pattern.write(block.address, block.byteSize, block.seed);
    block.index = blocks.size();
    blocks.add(block);
    byAddress.put(block.address, block);
    usableBytes += block.usableBytes;
  }

  void remove(Block block) {
    Block last = blocks.removeLast();
    if (last != block) {
      blocks.set(block.index, last);
      last.index = block.index;
    }
    byAddress.remove(block.address);
    usableBytes -= block.usableBytes;
  }

  void clear() {
    blocks.clear();
    byAddress.clear();
    usableBytes = 0;
  }

  /// Returns the live block that an address lies in, or null.
  @Nullable Block containing(long address) {
    Map.Entry<Long, Block> below = byAddress.floorEntry(address);
    return below != null && below.getValue().end() > address ? below.getValue() : null;
  }

  void requireIntact(Block block) {
    String damage = block.damage(block.address, block.byteSize);
    if (damage != null) {
      throw new FuzzFailure(damage);
    }
  }

  static void requireZero(long address, long bytes) {
    long offset = Memory.mismatch(address, bytes, (byte) 0);
    if (offset >= 0) {
      throw new FuzzFailure(
          "block address=0x" + Long.toHexString(address) + " is not zero at offset=" + offset);
    }
  }
}
