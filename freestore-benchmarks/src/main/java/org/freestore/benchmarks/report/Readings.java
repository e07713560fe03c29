// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import java.util.List;
import java.util.OptionalDouble;
import org.freestore.benchmarks.run.Candidate;
import org.freestore.benchmarks.run.Figure;
import org.freestore.benchmarks.run.Results;

/// The numbers that targets are about, from results.
///
/// @param results what was measured
record Readings(Results results) {
  private List<Double> values(String name, Candidate candidate, Figure figure) {
    return results
        .find(name)
        .map(test -> results.values(test, candidate, figure))
        .orElse(List.of());
  }

  Reading median(String name, Candidate candidate, Figure figure) {
    return Reading.of(Statistics.median(values(name, candidate, figure)));
  }

  /// How many times another candidate's figure Freestore's is.
  Reading ratio(String name, Figure figure, Candidate base) {
    return ratio(name, figure, Candidate.FREESTORE, base);
  }

  /// How many times the base's figure a candidate's is.
  Reading ratio(String name, Figure figure, Candidate candidate, Candidate base) {
    return quotient(values(name, candidate, figure), values(name, base, figure), figure);
  }

  /// How many times a base's throughput another case's is.
  Reading throughputRatio(String name, String base) {
    Figure elapsed = Figure.ELAPSED;
    return quotient(
        values(base, Candidate.FREESTORE, elapsed),
        values(name, Candidate.FREESTORE, elapsed),
        elapsed);
  }

  /// How many times a base's throughput a candidate's is.
  Reading throughput(String name, Candidate candidate, Candidate base) {
    return ratio(name, Figure.ELAPSED, base, candidate);
  }

  Reading aboveEmpty(Figure figure) {
    return Reading.of(
        Statistics.difference(
            values("first-allocation", Candidate.FREESTORE, figure),
            values("first-allocation", Candidate.EMPTY_MAIN, figure)));
  }

  private static Reading quotient(List<Double> values, List<Double> base, Figure figure) {
    OptionalDouble ratio = Statistics.ratio(values, base);
    if (ratio.isEmpty()) {
      return Reading.of(ratio);
    }
    String ours = Numbers.text(Statistics.median(values));
    String theirs = Numbers.text(Statistics.median(base));
    return new Reading(ratio, ours + " ÷ " + theirs + " " + figure.unit());
  }
}
