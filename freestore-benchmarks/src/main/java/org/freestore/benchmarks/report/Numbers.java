// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import java.util.Locale;
import java.util.OptionalDouble;

/// Numbers as people read them: three significant digits, no more than two decimals.
final class Numbers {
  private Numbers() {}

  static String text(OptionalDouble value) {
    return value.isPresent() ? text(value.getAsDouble()) : "–";
  }

  static String text(double value) {
    double size = Math.abs(value);
    if (size < 0.005) {
      return "0";
    }
    if (size < 10) {
      return String.format(Locale.ROOT, "%.2f", value);
    }
    return String.format(Locale.ROOT, size < 100 ? "%.1f" : "%,.0f", value);
  }
}
