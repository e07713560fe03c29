// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// The arithmetic of the report.
final class Statistics {
  private Statistics() {}

  /// Returns the middle value, or the mean of the two middle ones; nothing for no values.
  static OptionalDouble median(List<Double> values) {
    if (values.isEmpty()) {
      return OptionalDouble.empty();
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return OptionalDouble.of(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }

  /// Returns the median over rounds of the quotient within a round: both sides of a quotient ran
  /// within seconds of each other, so that a machine that drifts drifts out of it. Rounds that only
  /// one side has are left out.
  static OptionalDouble ratio(List<Double> values, List<Double> bases) {
    return median(
        IntStream.range(0, Math.min(values.size(), bases.size()))
            .filter(round -> bases.get(round) != 0)
            .mapToObj(round -> values.get(round) / bases.get(round))
            .toList());
  }

  /// Returns the median over rounds of the difference within a round.
  static OptionalDouble difference(List<Double> values, List<Double> bases) {
    return median(
        IntStream.range(0, Math.min(values.size(), bases.size()))
            .mapToObj(round -> values.get(round) - bases.get(round))
            .toList());
  }

  /// Returns the geometric mean; nothing for no values or one that is not positive.
  static OptionalDouble geometricMean(double... values) {
    if (values.length == 0 || Arrays.stream(values).anyMatch(value -> !(value > 0))) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        Math.exp(Arrays.stream(values).map(Math::log).average().orElseThrow()));
  }

  /// Returns how far apart the fastest and the slowest round are, as a share of the median.
  static OptionalDouble spread(List<Double> values) {
    OptionalDouble median = median(values);
    if (median.isEmpty() || median.getAsDouble() == 0) {
      return OptionalDouble.empty();
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return OptionalDouble.of((sorted[sorted.length - 1] - sorted[0]) / median.getAsDouble());
  }
}
