// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

/// Remembers on which line a block was last freed, to tell a double free from the free of a pointer
/// that never was.
///
/// A cache of limited size: sets of four, of which the entry freed longest ago gives way. It grows
/// while that happens, to a million entries (16 MiB); a block freed so long ago that it is
/// forgotten counts as never allocated.
final class FreedBlocks {
  private static final int WAYS = 4;
  private static final int MAX_ENTRIES = 1 << 20;

  private long[] names = new long[1 << 10];
  private long[] lines = new long[1 << 10];

  /// Notes that the block was freed on this line, from 1.
  void add(long name, long line) {
    int place = placeToWrite(name);
    if (lines[place] != 0 && names[place] != name && names.length < MAX_ENTRIES) {
      grow();
      place = placeToWrite(name);
    }
    names[place] = name;
    lines[place] = line;
  }

  /// Returns the line on which the block was last freed, 0 if it is not known.
  long line(long name) {
    int set = set(name);
    for (int i = set; i < set + WAYS; i++) {
      if (lines[i] != 0 && names[i] == name) {
        return lines[i];
      }
    }
    return 0;
  }

  /// Returns the name's own place, or the one freed longest ago; a free place has line 0.
  private int placeToWrite(long name) {
    int set = set(name);
    int oldest = set;
    for (int i = set; i < set + WAYS; i++) {
      if (lines[i] != 0 && names[i] == name) {
        return i;
      }
      if (lines[i] < lines[oldest]) {
        oldest = i;
      }
    }
    return oldest;
  }

  private void grow() {
    long[] oldNames = names;
    long[] oldLines = lines;
    names = new long[oldNames.length * 2];
    lines = new long[oldLines.length * 2];
    for (int i = 0; i < oldNames.length; i++) {
      if (oldLines[i] != 0) {
        int place = placeToWrite(oldNames[i]);
        names[place] = oldNames[i];
        lines[place] = oldLines[i];
      }
    }
  }

  private int set(long name) {
    int sets = names.length / WAYS;
    return (NameHash.of(name) & (sets - 1)) * WAYS;
  }
}
