// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

import org.freestore.memory.Memory;

/// The side tables of slabs: small zeroed arrays of bytes in a reservation of their own, away from
/// user data.
///
/// Tables are multiples of 64 bytes, so that two slabs never share a cache line. Freed ones wait in
/// a list per length, linked through their first word. Not thread-safe: the region's lock guards
/// it.
final class StateTables {
  private static final int UNIT_SHIFT = 6;
  private static final int LONGEST_UNITS = 256;

  private final CommittedSpace space;
  private final long[] freeHeads = new long[LONGEST_UNITS + 1];
  private long bumpBytes;
  private long usedBytes;

  StateTables(CommittedSpace space) {
    this.space = space;
  }

  private static int units(int byteSize) {
    return (byteSize + (1 << UNIT_SHIFT) - 1) >>> UNIT_SHIFT;
  }

  /// Returns the address of a table of `byteSize` zero bytes, or 0 where memory is exhausted.
  long allocate(int byteSize) {
    int units = units(byteSize);
    long bytes = (long) units << UNIT_SHIFT;
    long table = freeHeads[units];
    if (table != 0) {
      freeHeads[units] = Memory.getLong(table);
      Memory.fill(table, bytes, (byte) 0);
    } else if (space.ensure(bumpBytes + bytes)) {
      table = space.base() + bumpBytes;
      bumpBytes += bytes;
    } else {
      return 0;
    }
    usedBytes += bytes;
    return table;
  }

  void free(long table, int byteSize) {
    int units = units(byteSize);
    Memory.putLong(table, freeHeads[units]);
    freeHeads[units] = table;
    usedBytes -= (long) units << UNIT_SHIFT;
  }

  /// Returns the bytes of tables in use.
  long usedBytes() {
    return usedBytes;
  }

  /// Returns the bytes ever touched.
  long touchedBytes() {
    return bumpBytes;
  }

  long committedBytes() {
    return space.committedBytes();
  }
}
