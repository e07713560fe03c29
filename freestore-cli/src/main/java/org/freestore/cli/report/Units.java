// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.report;

import java.util.Locale;

/// Numbers as people read them: `1,204`, `5.3 MiB`, `12.3 %`.
public final class Units {
  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final int UNIT = 1024;

  private Units() {}

  /// Returns `1,204`.
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /// Returns `1 block`, `2 blocks`.
  public static String count(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /// Returns `512 B`, `5.3 MiB`.
  public static String bytes(long bytes) {
    double value = (double) bytes;
    int unit = 0;
    while (value >= UNIT && unit < BYTE_UNITS.length - 1) {
      value /= UNIT;
      unit++;
    }
    boolean whole = value == Math.rint(value) || value >= 100;
    return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", value, BYTE_UNITS[unit]);
  }

  /// Returns `12.3 %`, or a dash for a part of nothing.
  public static String percent(long part, long whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  /// Returns `4.7`, `1,204`.
  public static String nanos(double nanos) {
    return String.format(Locale.ROOT, nanos < 100 ? "%.1f" : "%,.0f", nanos);
  }

  /// Returns `1.25`, or a dash for what is no number.
  public static String ratio(double ratio) {
    return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.2f", ratio) : "-";
  }
}
