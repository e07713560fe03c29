// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.freestore.os.OsMemory;

/// Reservations of their own for blocks that the region has no room for.
///
/// A freed one is purged and kept, never released: a stale address must not become fatal. What is
/// kept serves later blocks, whole or in parts, and neighbours are put together again; else a block
/// that grew step by step would use up the address space. Thread-safe.
final class DedicatedSpace {
  private static final long MIB = 1L << 20;

  private final OsMemory os;
  private final NavigableMap<Long, Long> spareBytesByAddress = new TreeMap<>();

  /// What the system did not take back when it was freed, and which is not zero therefore.
  private final NavigableMap<Long, Long> dirtyBytesByAddress = new TreeMap<>();

  private long reservedBytes;

  DedicatedSpace(OsMemory os) {
    this.os = os;
  }

  /// Returns how many bytes a block of `byteSize` takes.
  static long reservationBytes(long byteSize) {
    return (byteSize + MIB - 1) & -MIB;
  }

  /// Takes a zeroed range.
  ///
  /// @param bytes a value that [#reservationBytes] returned
  /// @return its address, or 0 where the system refuses
  synchronized long take(long bytes, long byteAlignment) {
    long alignment = Math.max(byteAlignment, MIB);
    purgeAgain();
    long spare = takeSpare(bytes, alignment);
    return spare != 0 ? spare : reserve(bytes, alignment);
  }

  private void purgeAgain() {
    for (var dirty : List.copyOf(dirtyBytesByAddress.entrySet())) {
      if (os.purge(dirty.getKey(), dirty.getValue())) {
        dirtyBytesByAddress.remove(dirty.getKey());
        insert(spareBytesByAddress, dirty.getKey(), dirty.getValue());
      }
    }
  }

  private long takeSpare(long bytes, long alignment) {
    for (var spare : spareBytesByAddress.entrySet()) {
      long start = spare.getKey();
      long end = start + spare.getValue();
      long address = (start + alignment - 1) & -alignment;
      if (address - start <= spare.getValue() - bytes) {
        spareBytesByAddress.remove(start);
        insert(spareBytesByAddress, start, address - start);
        insert(spareBytesByAddress, address + bytes, end - address - bytes);
        return address;
      }
    }
    return 0;
  }

  private long reserve(long bytes, long alignment) {
    long address = os.reserve(bytes, alignment);
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

  /// Takes a range back; its memory goes to the system at once, if the system takes it.
  synchronized void giveBack(long address, long bytes) {
    boolean purged = os.purge(address, bytes);
    insert(purged ? spareBytesByAddress : dirtyBytesByAddress, address, bytes);
  }

  private static void insert(NavigableMap<Long, Long> ranges, long address, long bytes) {
    if (bytes == 0) {
      return;
    }
    long start = address;
    long end = address + bytes;
    var below = ranges.lowerEntry(address);
    if (below != null && below.getKey() + below.getValue() == address) {
      start = below.getKey();
    }
    Long above = ranges.remove(end);
    ranges.put(start, end - start + (above == null ? 0 : above));
  }

  /// Returns whether a block that was freed, and not handed out again, may have started at
  /// `address`.
  synchronized boolean isSpare(long address) {
    return (address & (MIB - 1)) == 0
        && (contains(spareBytesByAddress, address) || contains(dirtyBytesByAddress, address));
  }

  private static boolean contains(NavigableMap<Long, Long> ranges, long address) {
    var below = ranges.floorEntry(address);
    return below != null && address - below.getKey() < below.getValue();
  }

  synchronized long reservedBytes() {
    return reservedBytes;
  }
}
