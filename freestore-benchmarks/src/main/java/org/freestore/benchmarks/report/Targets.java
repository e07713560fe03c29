// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import static org.freestore.benchmarks.report.Target.Comparison.AT_LEAST;
import static org.freestore.benchmarks.report.Target.Comparison.AT_MOST;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import org.freestore.benchmarks.report.Target.Comparison;
import org.freestore.benchmarks.run.Candidate;
import org.freestore.benchmarks.run.Case;
import org.freestore.benchmarks.run.Figure;
import org.freestore.benchmarks.run.Results;

/// The project's targets, with default options and all checks on.
final class Targets {
  /// The cases and groups that the targets read.
  static final List<String> CASES =
      List.of(
          "pair-64-any-thread",
          "batch-random-64",
          "batch-random-1024",
          "replay",
          "memory",
          "xmalloc-test",
          "larson",
          "sh8bench",
          "mstress",
          "threads",
          "virtual-threads",
          "diagnostics-cost",
          "freed",
          "first-allocation",
          "jmh-pair-64",
          "jmh-batch-random-64");

  private static final long LARGE_PEAK_BYTES = 4_000_000;
  private static final String[] HAND_OVER = {"xmalloc-test", "larson", "sh8bench", "mstress"};

  /// JMH divides what its own threads allocate by the operations: a remainder that is not ours.
  static final double NO_GARBAGE_BYTES = 0.01;

  private static final double DIAGNOSTICS_COST = 1.03;
  private static final double RECORDING_NANOS = 1_000;
  private static final double RECORD_BYTES = 32;

  private final Results results;
  private final Readings readings;
  private final List<Target> targets = new ArrayList<>();

  private Targets(Results results) {
    this.results = results;
    this.readings = new Readings(results);
  }

  /// Returns all targets with what the results say about them.
  static List<Target> of(Results results) {
    Targets targets = new Targets(results);
    targets.addSpeed();
    targets.addReplay();
    targets.addThreads();
    targets.addMemory();
    targets.addFirstAllocation();
    targets.addGarbage();
    targets.addDiagnostics();
    targets.addRecording();
    targets.targets.addAll(ObjectTargets.of(results));
    targets.targets.addAll(ForeignTargets.of(results));
    targets.targets.addAll(BufferTargets.of(results));
    return List.copyOf(targets.targets);
  }

  private void addSpeed() {
    String pair = "pair-64-any-thread";
    add(
        "pair of 64 B from any platform thread ÷ native mimalloc",
        AT_MOST,
        0.8,
        "×",
        readings.ratio(pair, Figure.CPU, Candidate.MIMALLOC));
    add(
        "pair of 64 B from any platform thread ÷ mimalloc from Java",
        AT_MOST,
        0.5,
        "×",
        readings.ratio(pair, Figure.CPU, Candidate.MIMALLOC_FROM_JAVA));
    for (int bytes : new int[] {64, 1024}) {
      add(
          "batch of 1,000 in random order, " + bytes + " B ÷ native mimalloc",
          AT_MOST,
          1.2,
          "×",
          readings.ratio("batch-random-" + bytes, Figure.CPU, Candidate.MIMALLOC));
    }
  }

  private void addReplay() {
    add(
        "replay, CPU time ÷ native mimalloc, geometric mean",
        AT_MOST,
        1.0,
        "×",
        Reading.of(geometricMean("replay", test -> true, this::timeRatio)));
    add(
        "replay, peak resident growth ÷ peak live, geometric mean",
        AT_MOST,
        1.30,
        "×",
        Reading.of(geometricMean("memory", test -> true, this::peakRatio)));
    add(
        "the same where the peak is 4 MB or more",
        AT_MOST,
        1.20,
        "×",
        Reading.of(
            geometricMean(
                "memory", test -> test.peakLiveBytes() >= LARGE_PEAK_BYTES, this::peakRatio)));
  }

  private void addThreads() {
    for (String name : HAND_OVER) {
      add(
          name + ", 2 threads, CPU time ÷ native mimalloc",
          AT_MOST,
          1.0,
          "×",
          readings.ratio(name, Figure.CPU, Candidate.MIMALLOC));
    }
    for (int count : new int[] {16, 64}) {
      add(
          "throughput of " + count + " threads ÷ that of 2",
          AT_LEAST,
          0.85,
          "×",
          readings.throughputRatio("threads-" + count, "threads-2"));
    }
    add(
        "throughput of 10,000 virtual threads ÷ that of platform threads",
        AT_LEAST,
        0.5,
        "×",
        readings.throughputRatio("threads-virtual", "threads-platform"));
  }

  private void addMemory() {
    add(
        "everything freed, after trim()",
        AT_MOST,
        2,
        "MiB",
        readings.median("freed-trim", Candidate.FREESTORE, Figure.LEFT));
    add(
        "everything freed, after a second of light use, of the peak",
        AT_MOST,
        10,
        "%",
        readings.median("freed-light-use", Candidate.FREESTORE, Figure.LEFT_SHARE));
  }

  private void addFirstAllocation() {
    add(
        "first allocation above an empty main",
        AT_MOST,
        60,
        "ms",
        readings.aboveEmpty(Figure.PROCESS));
    add("resident above an empty main", AT_MOST, 8, "MiB", readings.aboveEmpty(Figure.RESIDENT));
  }

  private void addGarbage() {
    for (String name : new String[] {"jmh-pair-64", "jmh-batch-random-64"}) {
      add(
          name + ", garbage on the Java heap",
          AT_MOST,
          NO_GARBAGE_BYTES,
          "B/op",
          readings.median(name, Candidate.FREESTORE, Figure.GARBAGE));
    }
  }

  private void addDiagnostics() {
    add(
        "replay with diagnostics ÷ unwatched, CPU time, geometric mean",
        AT_MOST,
        DIAGNOSTICS_COST,
        "×",
        Reading.of(
            geometricMean(
                "diagnostics-cost",
                test -> test.name().startsWith("diagnostics-replay-"),
                this::diagnosticsRatio)));
    add(
        "binary-trees with diagnostics ÷ unwatched, CPU time",
        AT_MOST,
        DIAGNOSTICS_COST,
        "×",
        readings.ratio(
            "diagnostics-binary-trees",
            Figure.CPU,
            Candidate.WITH_DIAGNOSTICS,
            Candidate.UNWATCHED));
  }

  private void addRecording() {
    for (String protection : new String[] {"sites", "full"}) {
      String name = "recorded-objects-" + protection;
      add(
          name + ", creation",
          AT_MOST,
          RECORDING_NANOS,
          "ns",
          readings.median(name, Candidate.FREESTORE, Figure.CPU));
      add(
          name + ", Java heap of a live object",
          AT_MOST,
          RECORD_BYTES,
          "B",
          readings.median(name, Candidate.FREESTORE, Figure.RECORD));
    }
  }

  private OptionalDouble diagnosticsRatio(Case test) {
    return readings
        .ratio(test.name(), Figure.CPU, Candidate.WITH_DIAGNOSTICS, Candidate.UNWATCHED)
        .value();
  }

  private void add(
      String what, Comparison comparison, double limit, String unit, Reading measured) {
    targets.add(new Target(what, comparison, limit, unit, measured));
  }

  private OptionalDouble timeRatio(Case test) {
    return readings.ratio(test.name(), Figure.CPU, Candidate.MIMALLOC).value();
  }

  private OptionalDouble peakRatio(Case test) {
    return readings.median(test.name(), Candidate.FREESTORE, Figure.PEAK_RATIO).value();
  }

  /// Returns nothing unless every chosen case of the group has a value.
  private OptionalDouble geometricMean(
      String group, Predicate<Case> chosen, Function<Case, OptionalDouble> value) {
    double[] values =
        results.cases().stream()
            .filter(test -> test.group().equals(group) && chosen.test(test))
            .map(value)
            .mapToDouble(each -> each.orElse(Double.NaN))
            .toArray();
    return Statistics.geometricMean(values);
  }
}
