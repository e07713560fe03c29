// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.freestore.cli.analysis.SizeHistogram;

/// The sizes asked for, in a few columns: up to 16 bytes, up to 32, and so on.
final class HistogramText {
  private static final long[] UP_TO = {16, 32, 64, 128, 256, 512, 1 << 10, 4 << 10, 64 << 10};
  private static final String[] BARS = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

  private HistogramText() {}

  static List<String> lines(SizeHistogram sizes) {
    String[] headings = new String[UP_TO.length + 2];
    Arrays.fill(headings, "");
    headings[0] = "<";
    Table table = new Table(headings);
    long[] counts = counts(sizes);
    long most = Arrays.stream(counts).max().orElse(0);
    List<String> limits = new ArrayList<>(List.of("sizes up to"));
    List<String> shares = new ArrayList<>(List.of("requests"));
    List<String> bars = new ArrayList<>(List.of(""));
    for (int i = 0; i < counts.length; i++) {
      limits.add(i < UP_TO.length ? Units.bytes(UP_TO[i]) : "more");
      shares.add(share(counts[i], sizes.total()));
      bars.add(bar(counts[i], most));
    }
    table.row(limits);
    table.row(shares);
    table.row(bars);
    return table.lines(HumanReport.INDENT);
  }

  /// Returns how many requests each column stands for; the last takes all that is larger.
  private static long[] counts(SizeHistogram sizes) {
    long[] counts = new long[UP_TO.length + 1];
    for (int bucket = 0; bucket < SizeHistogram.BUCKETS; bucket++) {
      int column = 0;
      while (column < UP_TO.length && SizeHistogram.upTo(bucket) > UP_TO[column]) {
        column++;
      }
      counts[column] += sizes.count(bucket);
    }
    return counts;
  }

  private static String share(long count, long total) {
    double percent = total == 0 ? 0 : 100.0 * count / total;
    boolean tiny = count > 0 && percent < 1;
    return tiny ? "< 1 %" : String.format(Locale.ROOT, "%.0f %%", percent);
  }

  private static String bar(long count, long most) {
    return count == 0 ? "" : BARS[(int) Math.min(BARS.length - 1, BARS.length * count / most)];
  }
}
