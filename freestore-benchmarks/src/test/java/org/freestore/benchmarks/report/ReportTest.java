// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.freestore.benchmarks.run.Candidate;
import org.freestore.benchmarks.run.Case;
import org.freestore.benchmarks.run.Case.Program;
import org.freestore.benchmarks.run.Figure;
import org.freestore.benchmarks.run.Outcome;
import org.freestore.benchmarks.run.Results;
import org.freestore.benchmarks.run.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Case PAIR =
      new Case(
          "pair",
          "pair-64",
          Program.ONE_THREAD,
          List.of(),
          List.of(),
          List.of(Candidate.FREESTORE, Candidate.MIMALLOC, Candidate.JEMALLOC),
          List.of(Figure.CPU),
          0);

  @TempDir private Path directory;

  @Test
  void competitorsStandSideBySideWithTheirRatios() throws IOException {
    assertThat(markdown(Settings.full(1), 4, 6, 4))
        .contains("| | freestore | mimalloc | jemalloc |")
        .contains("| pair-64 | **4.00** | 6.00 (1.50) | 4.00 (1.00) |");
  }

  @Test
  void lossesArePublished() throws IOException {
    assertThat(markdown(Settings.full(1), 8, 6, 4))
        .contains("| pair-64 | CPU time | mimalloc 1.33 ×, jemalloc 2.00 × |");
  }

  @Test
  void aQuickRunSaysThatItsFiguresMeanNothing() throws IOException {
    assertThat(markdown(Settings.quick(1), 8, 6, 4))
        .contains("Its figures mean nothing")
        .doesNotContain("Where Freestore loses");
  }

  @Test
  void failuresAreReported() throws IOException {
    Results results = new Results();
    results.add(PAIR, Candidate.FREESTORE, outcome(1, "00ff"));
    results.add(PAIR, Candidate.MIMALLOC, outcome(1, "00fe"));
    assertThat(markdown(Settings.full(1), results))
        .contains("## Failures")
        .contains("did other work: hash=00fe expected=00ff");
  }

  @Test
  void thePageSaysWhatTheMarkdownSays() throws IOException {
    markdown(Settings.full(1), 4, 6, 4);
    assertThat(directory.resolve("report.html"))
        .content()
        .startsWith("<!doctype html>")
        .contains("<h2>pair</h2>")
        .contains("<td class=\"number\"><strong>4.00</strong></td>")
        .doesNotContain("**", "\n|", "\n#");
  }

  @Test
  void theTableOfTargetsHasThoseThatWereMeasured() throws IOException {
    Results results = new Results();
    Case pair =
        new Case(
            "object-operations",
            "object-pair",
            Program.ONE_THREAD,
            List.of(),
            List.of(),
            List.of(Candidate.FREESTORE, Candidate.GLIBC),
            List.of(Figure.CPU),
            0);
    results.add(pair, Candidate.FREESTORE, outcome(9, "00ff"));
    results.add(pair, Candidate.GLIBC, outcome(6, "00ff"));
    markdown(Settings.full(1), results);
    assertThat(directory.resolve("targets.md"))
        .content()
        .endsWith(
            """
            |---|---|---|---|---|
            | object-pair, CPU time: freestore ÷ glibc | ≤ 1.00 × | 1.50 | 9.00 ÷ 6.00 ns/op | **not met** |
            """);
  }

  @Test
  void theJsonReportHoldsEveryRound() throws IOException {
    markdown(Settings.full(1), 8, 6, 4);
    assertThat(directory.resolve("report.json"))
        .content()
        .contains("\"values\" : [ 8.0 ]")
        .contains("\"machine\" : {")
        .contains("\"status\" : \"NOT_MEASURED\"");
  }

  private String markdown(Settings settings, double freestore, double mimalloc, double jemalloc)
      throws IOException {
    Results results = new Results();
    results.add(PAIR, Candidate.FREESTORE, outcome(freestore, "00ff"));
    results.add(PAIR, Candidate.MIMALLOC, outcome(mimalloc, "00ff"));
    results.add(PAIR, Candidate.JEMALLOC, outcome(jemalloc, "00ff"));
    return markdown(settings, results);
  }

  private String markdown(Settings settings, Results results) throws IOException {
    new Report(Map.of("processors", "2"), settings, results).write(directory);
    return Files.readString(directory.resolve("report.md"));
  }

  private static Outcome outcome(double nanos, String hash) {
    return new Outcome(Map.of("operations", 1.0, "cpuNanos", nanos), hash);
  }
}
