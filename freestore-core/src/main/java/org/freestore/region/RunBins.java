// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

import java.util.Arrays;

/// Free runs of one kind (clean or dirty), binned by length: a two-level segregated fit (M. Masmano
/// et al., *TLSF: a New Dynamic Memory Allocator for Real-Time Systems*, 2004).
///
/// Bins hold lengths 1, 2, … 15 exactly and then eight to the doubling. Taking a run and putting
/// one back cost a bit scan and a few links; only within the one bin that a length itself falls
/// into may a run be too short, and there a bounded number is looked at. Not thread-safe: the
/// region's lock guards it.
final class RunBins {
  private static final int STEPS = 8;
  private static final int STEP_SHIFT = 3;
  private static final int BIN_COUNT = STEPS * (32 - STEP_SHIFT);
  private static final int LOOKED_AT = 16;

  private final GranuleTable table;
  private final int state;
  private final int[] heads = new int[BIN_COUNT];
  private final long[] occupied = new long[(BIN_COUNT + 63) >>> 6];
  private long granules;

  RunBins(GranuleTable table, int state) {
    this.table = table;
    this.state = state;
    Arrays.fill(heads, -1);
  }

  /// Returns the bin of runs of `granules` granules: monotonic, and exact up to fifteen.
  static int bin(int granules) {
    int floor = 31 - Integer.numberOfLeadingZeros(granules);
    if (floor < STEP_SHIFT) {
      return granules - 1;
    }
    int step = granules >>> (floor - STEP_SHIFT) & STEPS - 1;
    return (floor - STEP_SHIFT + 1) * STEPS + step - 1;
  }

  /// Returns the number of granules in all runs.
  long granules() {
    return granules;
  }

  int head(int bin) {
    return heads[bin];
  }

  int binCount() {
    return BIN_COUNT;
  }

  void insert(int granule, int length) {
    table.tag(granule, length, state);
    int bin = bin(length);
    int head = heads[bin];
    long descriptor = table.descriptor(granule);
    GranuleDescriptor.previous(descriptor, -1);
    GranuleDescriptor.next(descriptor, head);
    if (head >= 0) {
      GranuleDescriptor.previous(table.descriptor(head), granule);
    }
    heads[bin] = granule;
    occupied[bin >>> 6] |= 1L << bin;
    granules += length;
  }

  void remove(int granule) {
    long descriptor = table.descriptor(granule);
    int length = GranuleDescriptor.granules(descriptor);
    int next = GranuleDescriptor.next(descriptor);
    int previous = GranuleDescriptor.previous(descriptor);
    if (next >= 0) {
      GranuleDescriptor.previous(table.descriptor(next), previous);
    }
    if (previous >= 0) {
      GranuleDescriptor.next(table.descriptor(previous), next);
    } else {
      unlinkHead(bin(length), next);
    }
    granules -= length;
  }

  private void unlinkHead(int bin, int next) {
    heads[bin] = next;
    if (next < 0) {
      occupied[bin >>> 6] &= ~(1L << bin);
    }
  }

  /// Returns the first granule of a run of at least `length` granules, still in its bin, or -1.
  int find(int length) {
    int bin = bin(length);
    int granule = heads[bin];
    for (int i = 0; granule >= 0 && i < LOOKED_AT; i++) {
      if (table.granules(granule) >= length) {
        return granule;
      }
      granule = GranuleDescriptor.next(table.descriptor(granule));
    }
    int larger = nextOccupied(bin + 1);
    return larger < 0 ? -1 : heads[larger];
  }

  private int nextOccupied(int fromBin) {
    if (fromBin >= BIN_COUNT) {
      return -1;
    }
    int word = fromBin >>> 6;
    long bits = occupied[word] & -1L << fromBin;
    while (bits == 0) {
      if (++word == occupied.length) {
        return -1;
      }
      bits = occupied[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }
}
