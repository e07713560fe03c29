// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.freestore.acceptance.Verdict.Outcome;
import org.freestore.acceptance.kernel.Cwe;

/// Counts verdicts by suite.
final class Scoreboard {
  private final List<Verdict> verdicts = new ArrayList<>();

  void add(Verdict verdict) {
    verdicts.add(verdict);
  }

  long count(Cwe cwe, Outcome outcome) {
    return of(cwe).stream().filter(verdict -> verdict.bad() == outcome).count();
  }

  long caseCount(Cwe cwe) {
    return of(cwe).size();
  }

  long flaggedCount(Cwe cwe) {
    return of(cwe).stream().mapToLong(verdict -> verdict.flagged().size()).sum();
  }

  private long goodRunCount(Cwe cwe) {
    return of(cwe).stream().mapToLong(Verdict::goodRuns).sum();
  }

  private List<Verdict> of(Cwe cwe) {
    return verdicts.stream().filter(verdict -> verdict.test().kernel().cwe() == cwe).toList();
  }

  /// Checks that every case ran, that every defect was reported as what it is, and nothing else
  /// was.
  ///
  /// @throws AssertionError if not
  void requirePerfection() {
    for (Cwe cwe : Cwe.values()) {
      assertThat(caseCount(cwe)).as("%s cases", cwe).isEqualTo(cwe.caseCount());
      assertThat(count(cwe, Outcome.EXACT)).as("%s found", cwe).isEqualTo(cwe.caseCount());
      assertThat(flaggedCount(cwe)).as("%s flagged", cwe).isZero();
    }
  }

  /// Returns a line for each suite.
  String summary() {
    StringBuilder lines = new StringBuilder();
    for (Cwe cwe : Cwe.values()) {
      lines.append(
          "CWE %d %-18s bad cases found %,5d of %,5d, good runs flagged %d of %,6d%n"
              .formatted(
                  cwe.number(),
                  words(cwe),
                  count(cwe, Outcome.EXACT),
                  cwe.caseCount(),
                  flaggedCount(cwe),
                  goodRunCount(cwe)));
    }
    return lines.toString();
  }

  /// Returns the table of the documentation.
  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        "| CWE | kernels | cases | exact kind | other report | missed | good runs | flagged |\n");
    table.append("|---|---|---|---|---|---|---|---|\n");
    long[] sums = new long[7];
    for (Cwe cwe : Cwe.values()) {
      long[] row = row(cwe);
      append(table, cwe.number() + " " + words(cwe), row);
      Arrays.setAll(sums, i -> sums[i] + row[i]);
    }
    append(table, "all", sums);
    return table.toString();
  }

  private long[] row(Cwe cwe) {
    return new long[] {
      of(cwe).stream().map(verdict -> verdict.test().kernel()).distinct().count(),
      caseCount(cwe),
      count(cwe, Outcome.EXACT),
      count(cwe, Outcome.OTHER),
      count(cwe, Outcome.MISSED),
      goodRunCount(cwe),
      flaggedCount(cwe)
    };
  }

  private static String words(Cwe cwe) {
    return cwe.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void append(StringBuilder table, String title, long[] row) {
    table.append("| ").append(title);
    for (long figure : row) {
      table.append(" | ").append("%,d".formatted(figure));
    }
    table.append(" |\n");
  }
}
