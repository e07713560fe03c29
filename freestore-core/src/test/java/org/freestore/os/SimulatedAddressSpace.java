// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// An address space of which nothing is real: ranges in states, and the contents of pages that were
/// written to.
///
/// It knows no system's calls; [SimulatedPosix] and [SimulatedWindows] translate theirs into it.
/// Touching a page that is not usable is an [AssertionError], where the real thing would kill the
/// process.
final class SimulatedAddressSpace implements Pages {
  static final long END = 1L << 47;

  /// @param end the first address behind the range
  /// @param reservation where the reservation starts that the range is a part of
  /// @param usable whether the range may be touched
  private record Range(long end, long reservation, boolean usable) {}

  private final long pageBytes;
  private final TreeMap<Long, Range> ranges = new TreeMap<>();
  private final Map<Long, byte[]> contents = new HashMap<>();
  private long next;

  /// @param unitBytes what the addresses of reservations are multiples of
  SimulatedAddressSpace(long pageBytes, long unitBytes) {
    this.pageBytes = pageBytes;
    this.next = (1L << 32) + 7 * unitBytes;
  }

  long pageBytes() {
    return pageBytes;
  }

  /// Returns where `byteSize` bytes are free, seldom aligned to more than a unit, or 0 where
  /// nothing is.
  long place(long byteSize, long unitBytes) {
    long step = (byteSize + unitBytes - 1 & -unitBytes) + unitBytes;
    if (byteSize <= 0 || step <= 0 || step > END / 2) {
      return 0;
    }
    if (next + step > END) {
      next = (1L << 32) + 3 * unitBytes;
    }
    while (!isFree(next, byteSize)) {
      next = ranges.floorEntry(next + byteSize - 1).getValue().end() + unitBytes & -unitBytes;
    }
    long address = next;
    next += step;
    return address;
  }

  boolean isFree(long address, long byteSize) {
    Map.Entry<Long, Range> below = ranges.floorEntry(address + byteSize - 1);
    return address >= pageBytes
        && address + byteSize <= END
        && (below == null || below.getValue().end() <= address);
  }

  /// Returns whether every page of the range is mapped.
  boolean isMapped(long address, long byteSize) {
    long at = address;
    while (at < address + byteSize) {
      Map.Entry<Long, Range> range = ranges.floorEntry(at);
      if (range == null || range.getValue().end() <= at) {
        return false;
      }
      at = range.getValue().end();
    }
    return true;
  }

  /// Returns where the reservation of the page starts, or 0.
  long reservation(long address) {
    Map.Entry<Long, Range> range = ranges.floorEntry(address);
    return range == null || range.getValue().end() <= address ? 0 : range.getValue().reservation();
  }

  /// Returns the first address behind the last page of a reservation.
  long endOfReservation(long reservation) {
    long at = reservation;
    while (reservation(at) == reservation) {
      at = ranges.floorEntry(at).getValue().end();
    }
    return at;
  }

  void map(long address, long byteSize, boolean usable) {
    ranges.put(address, new Range(address + byteSize, address, usable));
  }

  void unmap(long address, long byteSize) {
    split(address, byteSize);
    ranges.subMap(address, address + byteSize).clear();
    forget(address, byteSize);
  }

  void setUsable(long address, long byteSize, boolean usable) {
    split(address, byteSize);
    ranges
        .subMap(address, address + byteSize)
        .replaceAll((start, range) -> new Range(range.end(), range.reservation(), usable));
  }

  private void split(long address, long byteSize) {
    splitAt(address);
    splitAt(address + byteSize);
  }

  private void splitAt(long address) {
    Map.Entry<Long, Range> below = ranges.lowerEntry(address);
    if (below != null && below.getValue().end() > address) {
      Range whole = below.getValue();
      ranges.put(below.getKey(), new Range(address, whole.reservation(), whole.usable()));
      ranges.put(address, whole);
    }
  }

  /// Takes the pages' memory: they read as zero.
  void forget(long address, long byteSize) {
    long first = address / pageBytes;
    long end = (address + byteSize + pageBytes - 1) / pageBytes;
    contents.keySet().removeIf(page -> page >= first && page < end);
  }

  /// Returns the bytes of everything mapped.
  long mappedBytes() {
    return ranges.entrySet().stream().mapToLong(r -> r.getValue().end() - r.getKey()).sum();
  }

  @Override
  public boolean isMapped(long address) {
    return isMapped(address, 1);
  }

  @Override
  public boolean isUsable(long address) {
    return isMapped(address) && ranges.floorEntry(address).getValue().usable();
  }

  @Override
  public boolean isResident(long address) {
    return contents.containsKey(address / pageBytes);
  }

  @Override
  public byte get(long address) {
    requireUsable(address);
    byte[] page = contents.get(address / pageBytes);
    return page == null ? 0 : page[(int) (address % pageBytes)];
  }

  @Override
  public void put(long address, byte value) {
    requireUsable(address);
    contents
            .computeIfAbsent(address / pageBytes, page -> new byte[(int) pageBytes])[
            (int) (address % pageBytes)] =
        value;
  }

  private void requireUsable(long address) {
    if (!isUsable(address)) {
      throw new AssertionError("touched a page that is not usable: 0x" + Long.toHexString(address));
    }
  }
}
