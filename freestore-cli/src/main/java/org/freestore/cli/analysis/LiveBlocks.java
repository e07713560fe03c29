// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

import java.util.Arrays;

/// The recorded program's live blocks. Each has a slot, a small number that is used again after
/// [#recycle]; what is known of a block stands in parallel arrays under its slot.
///
/// A name can be live more than once: mtrace writes a free after the fact, so in a threaded program
/// the same address may be allocated anew one line before it is freed; and a heaptrack file names
/// kinds, not blocks. Blocks of one name form a ring through `next`; the map holds the ring's last
/// block, whose next is its first, the one to be freed next.
final class LiveBlocks {
  /// What [#remove] returns when no block has the name.
  static final int ABSENT = BlockMap.ABSENT;

  private static final int GONE = -1;

  private final BlockMap lastOfName = new BlockMap();
  private final boolean newestFirst;
  private long[] byteSizes = new long[1 << 10];
  private long[] lines = new long[1 << 10];
  private int[] sites = new int[1 << 10];
  private int[] next = new int[1 << 10];
  private int slotCount;
  private int[] recycled = new int[1 << 8];
  private int recycledCount;
  private int liveCount;

  /// @param newestFirst which of several blocks of one name is freed first
  LiveBlocks(boolean newestFirst) {
    this.newestFirst = newestFirst;
  }

  /// Adds a block.
  ///
  /// @return its slot
  int add(long name, long byteSize, int site, long line) {
    int slot = newSlot();
    byteSizes[slot] = byteSize;
    sites[slot] = site;
    lines[slot] = line;
    liveCount++;
    int last = lastOfName.get(name);
    if (last == BlockMap.ABSENT) {
      next[slot] = slot;
      lastOfName.put(name, slot);
      return slot;
    }
    next[slot] = next[last];
    next[last] = slot;
    if (!newestFirst) {
      lastOfName.put(name, slot);
    }
    return slot;
  }

  /// Returns whether a block has this name.
  boolean contains(long name) {
    return lastOfName.get(name) != BlockMap.ABSENT;
  }

  /// Removes a block of this name. What is known of it can be asked until its slot is recycled.
  ///
  /// @return its slot, or [#ABSENT]
  int remove(long name) {
    int last = lastOfName.get(name);
    if (last == BlockMap.ABSENT) {
      return ABSENT;
    }
    int first = next[last];
    if (first == last) {
      lastOfName.remove(name);
    } else {
      next[last] = next[first];
    }
    next[first] = GONE;
    liveCount--;
    return first;
  }

  /// Gives back the slot of a removed block.
  void recycle(int slot) {
    if (recycledCount == recycled.length) {
      recycled = Arrays.copyOf(recycled, recycledCount * 2);
    }
    recycled[recycledCount++] = slot;
  }

  private int newSlot() {
    if (recycledCount > 0) {
      return recycled[--recycledCount];
    }
    if (slotCount == next.length) {
      byteSizes = Arrays.copyOf(byteSizes, slotCount * 2);
      lines = Arrays.copyOf(lines, slotCount * 2);
      sites = Arrays.copyOf(sites, slotCount * 2);
      next = Arrays.copyOf(next, slotCount * 2);
    }
    return slotCount++;
  }

  int count() {
    return liveCount;
  }

  /// Returns how many slots there are, in use or not.
  int slotCount() {
    return slotCount;
  }

  boolean live(int slot) {
    return next[slot] != GONE;
  }

  long byteSize(int slot) {
    return byteSizes[slot];
  }

  long line(int slot) {
    return lines[slot];
  }

  int site(int slot) {
    return sites[slot];
  }
}
