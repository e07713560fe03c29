// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import java.util.OptionalDouble;

/// Something Freestore sets out to reach, and what was measured.
///
/// @param what is measured
/// @param comparison how the measured number relates to the limit when the target is met
/// @param limit the number to reach
/// @param unit of both
/// @param reading what was measured
record Target(String what, Comparison comparison, double limit, String unit, Reading reading) {

  enum Comparison {
    AT_MOST("≤"),
    AT_LEAST("≥");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }
  }

  enum Status {
    MET("met"),
    MISSED("**not met**"),
    NOT_MEASURED("not measured");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /// Returns what was measured; nothing if the run did not ask.
  OptionalDouble measured() {
    return reading.value();
  }

  Status status() {
    if (measured().isEmpty()) {
      return Status.NOT_MEASURED;
    }
    double value = measured().getAsDouble();
    boolean met = comparison == Comparison.AT_MOST ? value <= limit : value >= limit;
    return met ? Status.MET : Status.MISSED;
  }
}
