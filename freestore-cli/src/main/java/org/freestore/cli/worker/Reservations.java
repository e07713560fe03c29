// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The large address ranges that this process has reserved since a moment, and what of them is
/// resident.
///
/// Freestore's stores share reservations of gigabytes that outlive a store. What an earlier store
/// has left resident in them a later one need not fetch again; it must count all the same. JVM and
/// C library reserve in smaller pieces after their start.
final class Reservations {
  private static final Path MAPPINGS = Path.of("/proc/self/smaps");
  private static final long LEAST_BYTES = 256 << 20;
  private static final int HEX = 16;

  /// Neighbouring mappings, taken together.
  private static final class Range {
    final long start;
    long end;
    long residentBytes;

    Range(long start, long end) {
      this.start = start;
      this.end = end;
    }

    boolean overlaps(Range other) {
      return Long.compareUnsigned(start, other.end) < 0
          && Long.compareUnsigned(other.start, end) < 0;
    }
  }

  private final List<Range> before = mappings(false);

  /// Returns how much is resident in large ranges that were not mapped when this was made, in
  /// bytes.
  long residentBytes() {
    return mappings(true).stream()
        .filter(range -> range.end - range.start >= LEAST_BYTES)
        .filter(range -> before.stream().noneMatch(range::overlaps))
        .mapToLong(range -> range.residentBytes)
        .sum();
  }

  private static List<Range> mappings(boolean merged) {
    List<Range> ranges = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(MAPPINGS, StandardCharsets.ISO_8859_1)) {
        addLine(line, merged, ranges);
      }
    } catch (IOException e) {
      return List.of(); // No such file on other systems: nothing is known, nothing is counted.
    }
    return ranges;
  }

  /// Takes in "start-end …", which begins a mapping, or "Rss: n kB", which belongs to the last one.
  private static void addLine(String line, boolean merged, List<Range> ranges) {
    int dash = line.indexOf('-');
    int blank = line.indexOf(' ');
    if (line.startsWith("Rss:")) {
      ranges.getLast().residentBytes += Long.parseLong(line.replaceAll("\\D", "")) << 10;
    } else if (dash > 0 && dash < blank && !line.substring(0, blank).endsWith(":")) {
      long start = Long.parseUnsignedLong(line.substring(0, dash), HEX);
      long end = Long.parseUnsignedLong(line.substring(dash + 1, blank), HEX);
      if (merged && !ranges.isEmpty() && ranges.getLast().end == start) {
        ranges.getLast().end = end;
      } else {
        ranges.add(new Range(start, end));
      }
    }
  }
}
