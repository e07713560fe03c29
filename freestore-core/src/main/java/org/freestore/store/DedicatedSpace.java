// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.TreeMap;
import org.freestore.os.OsMemory;

/// Reservations of their own for blocks that the region has no room for.
///
/// A freed one is purged and kept for the next block that fits, never released: a stale address
/// must not become fatal. Thread-safe.
final class DedicatedSpace {
  private static final long MIB = 1L << 20;

  private final OsMemory os;
  private final TreeMap<Long, Long> spareBytesByAddress = new TreeMap<>();
  private long reservedBytes;

  DedicatedSpace(OsMemory os) {
    this.os = os;
  }

  /// Returns how many bytes a block of `byteSize` takes.
  static long reservationBytes(long byteSize) {
    return byteSize + MIB - 1 & -MIB;
  }

  /// Takes a zeroed range.
  ///
  /// @param bytes a value that [#reservationBytes] returned
  /// @return its address, or 0 where the system refuses
  synchronized long take(long bytes, long byteAlignment) {
    long spare = takeSpare(bytes, byteAlignment);
    if (spare != 0) {
      return spare;
    }
    long address = os.reserve(bytes, Math.max(byteAlignment, MIB));
    if (address == 0) {
      return 0;
    }
    if (!os.commit(address, bytes)) {
      os.release(address, bytes);
      return 0;
    }
    reservedBytes += bytes;
    return address;
  }

  private long takeSpare(long bytes, long byteAlignment) {
    for (var spare : spareBytesByAddress.entrySet()) {
      long address = spare.getKey();
      if (spare.getValue() == bytes && (address & byteAlignment - 1) == 0) {
        spareBytesByAddress.remove(address);
        return address;
      }
    }
    return 0;
  }

  /// Takes a range back; its memory goes to the system at once.
  synchronized void giveBack(long address, long bytes) {
    if (os.purge(address, bytes)) {
      spareBytesByAddress.put(address, bytes);
    }
  }

  /// Returns whether a block that was freed, and not handed out again, starts at `address`.
  synchronized boolean isSpare(long address) {
    return spareBytesByAddress.containsKey(address);
  }

  synchronized long reservedBytes() {
    return reservedBytes;
  }
}
