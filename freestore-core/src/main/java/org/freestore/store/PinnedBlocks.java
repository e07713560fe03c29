// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;

/// Raw blocks of a closed store that segments still show: what they lie in is nobody's, and is
/// given back when the last of them is let go. Thread-safe.
final class PinnedBlocks {
  private final NavigableSet<Long> addresses;
  private final NavigableMap<Long, Pin> pinsByStart = new TreeMap<>();

  /// @param addresses in each block that is to be kept
  PinnedBlocks(NavigableSet<Long> addresses) {
    this.addresses = addresses;
  }

  private static final class Pin {
    private final Runnable giveBack;
    private int blocks;

    Pin(int blocks, Runnable giveBack) {
      this.blocks = blocks;
      this.giveBack = giveBack;
    }
  }

  /// Keeps a range if a block in it is to be kept.
  ///
  /// @param withdraw is run now, if it is
  /// @param giveBack is run when the last such block is let go
  /// @return whether it is kept
  synchronized boolean keep(long start, long byteSize, Runnable withdraw, Runnable giveBack) {
    int blocks = addresses.subSet(start, start + byteSize).size();
    if (blocks == 0) {
      return false;
    }
    withdraw.run();
    pinsByStart.put(start, new Pin(blocks, giveBack));
    return true;
  }

  /// Lets a block go.
  synchronized void release(long address) {
    Map.Entry<Long, Pin> entry = pinsByStart.floorEntry(address);
    if (addresses.remove(address) && entry != null && --entry.getValue().blocks == 0) {
      pinsByStart.remove(entry.getKey());
      entry.getValue().giveBack.run();
    }
  }
}
