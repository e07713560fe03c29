// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import static org.freestore.benchmarks.report.Target.Comparison.AT_MOST;

import java.util.ArrayList;
import java.util.List;
import org.freestore.benchmarks.run.Candidate;
import org.freestore.benchmarks.run.Figure;
import org.freestore.benchmarks.run.Results;

/// The project's targets as the memory of others: arenas, Apache Arrow.
final class ForeignTargets {
  /// The groups that the targets read.
  static final List<String> CASES = List.of("arenas", "arrow");

  private final Readings readings;
  private final List<Target> targets = new ArrayList<>();

  private ForeignTargets(Results results) {
    readings = new Readings(results);
  }

  /// Returns all targets with what the results say about them.
  static List<Target> of(Results results) {
    ForeignTargets targets = new ForeignTargets(results);
    targets.addArenas();
    targets.addArrow();
    return List.copyOf(targets.targets);
  }

  private void addArenas() {
    for (String name :
        new String[] {
          "arena-64", "arena-256", "arena-4096", "arena-unzeroed-256", "arena-unzeroed-4096"
        }) {
      add(name, Figure.CPU, Candidate.FREESTORE_ARENA, Candidate.CONFINED_ARENA, 0.5);
    }
    for (int bytes : new int[] {256, 4096}) {
      String name = "arena-shared-" + bytes;
      add(name, Figure.ELAPSED, Candidate.RECYCLING_ARENA, Candidate.SHARED_ARENA, 0.01);
    }
  }

  private void addArrow() {
    for (String of : new String[] {"one", "batch"}) {
      for (int bytes : new int[] {256, 4096, 65_536, 1 << 20}) {
        for (Candidate base : List.of(Candidate.ARROW_NETTY, Candidate.ARROW_UNSAFE)) {
          add("arrow-" + of + "-" + bytes, Figure.CPU, Candidate.FREESTORE, base, 0.5);
        }
      }
    }
  }

  private void add(String name, Figure figure, Candidate candidate, Candidate base, double limit) {
    targets.add(
        new Target(
            "%s, %s: %s ÷ %s".formatted(name, figure.title(), candidate.title(), base.title()),
            AT_MOST,
            limit,
            "×",
            readings.ratio(name, figure, candidate, base)));
  }
}
