// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.freestore.benchmarks.report.Target.Status;
import org.freestore.benchmarks.run.Candidate;
import org.freestore.benchmarks.run.Case;
import org.freestore.benchmarks.run.Case.Program;
import org.freestore.benchmarks.run.Figure;
import org.freestore.benchmarks.run.Outcome;
import org.freestore.benchmarks.run.Results;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final double PRECISION = 1e-9;

  private final Results results = new Results();

  @Test
  void whatWasNotRunIsNotMeasured() {
    assertThat(Targets.of(results)).extracting(Target::status).containsOnly(Status.NOT_MEASURED);
  }

  @Test
  void aRatioAtTheLimitIsMetAndOneAboveItIsNot() {
    Case pair = timed("pair", "pair-64-any-thread");
    add(pair, Candidate.FREESTORE, 4);
    add(pair, Candidate.MIMALLOC, 5);
    add(pair, Candidate.MIMALLOC_FROM_JAVA, 7);
    assertThat(target("native mimalloc").status()).isEqualTo(Status.MET);
    assertThat(target("mimalloc from Java").status()).isEqualTo(Status.MISSED);
  }

  @Test
  void theReplayTargetIsTheGeometricMeanOverTheTraces() {
    add(timed("replay", "replay-a"), Candidate.FREESTORE, 8);
    add(timed("replay", "replay-a"), Candidate.MIMALLOC, 2);
    add(timed("replay", "replay-b"), Candidate.FREESTORE, 1);
    add(timed("replay", "replay-b"), Candidate.MIMALLOC, 4);
    assertThat(target("replay, CPU").measured().orElseThrow()).isEqualTo(1, within(PRECISION));
  }

  @Test
  void aTraceThatFailedLeavesTheReplayTargetOpen() {
    add(timed("replay", "replay-a"), Candidate.FREESTORE, 1);
    add(timed("replay", "replay-a"), Candidate.MIMALLOC, 1);
    add(timed("replay", "replay-b"), Candidate.MIMALLOC, 1);
    assertThat(target("replay, CPU").status()).isEqualTo(Status.NOT_MEASURED);
  }

  @Test
  void smallPeaksCountInTheFirstMemoryTargetOnly() {
    addPeak("memory-small", 1_000_000, 2_000_000);
    addPeak("memory-large", 8_000_000, 8_000_000);
    assertThat(target("replay, peak").measured().orElseThrow())
        .isEqualTo(Math.sqrt(2), within(PRECISION));
    assertThat(target("4 MB or more").measured().orElseThrow()).isEqualTo(1, within(PRECISION));
  }

  @Test
  void throughputIsTheInverseOfElapsedTime() {
    addElapsed("threads-2", 10);
    addElapsed("threads-16", 11);
    addElapsed("threads-64", 20);
    assertThat(target("of 16 threads").status()).isEqualTo(Status.MET);
    assertThat(target("of 64 threads").measured().orElseThrow()).isEqualTo(0.5, within(PRECISION));
    assertThat(target("of 64 threads").status()).isEqualTo(Status.MISSED);
  }

  private Target target(String words) {
    return Targets.of(results).stream()
        .filter(target -> target.what().contains(words))
        .findFirst()
        .orElseThrow();
  }

  private void add(Case test, Candidate candidate, double nanos) {
    results.add(test, candidate, outcome(Map.of("operations", 1.0, "cpuNanos", nanos)));
  }

  private void addElapsed(String name, double nanos) {
    Case test = test("threads", name, Figure.ELAPSED, 0);
    results.add(test, Candidate.FREESTORE, outcome(Map.of("operations", 1.0, "wallNanos", nanos)));
  }

  private void addPeak(String name, long liveBytes, double growthBytes) {
    Case test = test("memory", name, Figure.PEAK_RATIO, liveBytes);
    results.add(test, Candidate.FREESTORE, outcome(Map.of("peakResidentGrowthBytes", growthBytes)));
  }

  private static Outcome outcome(Map<String, Double> figures) {
    return new Outcome(figures, "");
  }

  private static Case timed(String group, String name) {
    return test(group, name, Figure.CPU, 0);
  }

  private static Case test(String group, String name, Figure figure, long peakLiveBytes) {
    return new Case(
        group,
        name,
        Program.ONE_THREAD,
        List.of(),
        List.of(),
        List.of(Candidate.FREESTORE, Candidate.MIMALLOC, Candidate.MIMALLOC_FROM_JAVA),
        List.of(figure),
        peakLiveBytes);
  }
}
