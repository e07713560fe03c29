// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import java.util.function.ToDoubleBiFunction;

/// A number that candidates are compared by. Less is better, always.
public enum Figure {
  /// CPU time of an operation.
  CPU("CPU time", "ns/op", (test, outcome) -> perOperation(outcome, "cpuNanos")),
  /// Elapsed time of an operation.
  ELAPSED("elapsed time", "ns/op", (test, outcome) -> perOperation(outcome, "wallNanos")),
  /// How much memory was needed for a byte that the program asked for, when most were alive.
  PEAK_RATIO(
      "peak resident growth ÷ peak live bytes",
      "×",
      (test, outcome) -> outcome.figure("peakResidentGrowthBytes") / test.peakLiveBytes()),
  /// Memory above the start, after everything was freed.
  LEFT("resident above start", "MiB", (test, outcome) -> mebibytes(outcome, "leftGrowthBytes")),
  /// The same as a share of the peak.
  LEFT_SHARE(
      "resident above start, of the peak",
      "%",
      (test, outcome) ->
          100 * outcome.figure("leftGrowthBytes") / outcome.figure("peakGrowthBytes")),
  /// Memory gained over a run that keeps nothing.
  GROWTH("resident growth", "MiB", (test, outcome) -> mebibytes(outcome, "residentGrowthBytes")),
  /// What half of the requests took at most, as their sender sees it.
  MEDIAN_LATENCY("median latency", "ms", (test, outcome) -> millis(outcome, "medianNanos")),
  /// What 99 % of the requests took at most.
  PERCENTILE_99("99 % of latencies", "ms", (test, outcome) -> millis(outcome, "percentile99Nanos")),
  /// Memory of the process.
  RESIDENT("resident", "MiB", (test, outcome) -> mebibytes(outcome, "residentBytes")),
  /// The most memory of the process while it was measured.
  PEAK("peak resident", "MiB", (test, outcome) -> mebibytes(outcome, "peakBytes")),
  /// The same above what was resident before.
  PEAK_GROWTH(
      "peak resident growth", "MiB", (test, outcome) -> mebibytes(outcome, "peakGrowthBytes")),
  /// How long the JVM stopped the program at a time, or kept a thread waiting for memory, at most.
  PAUSE("longest pause of the JVM", "ms", (test, outcome) -> millis(outcome, "pauseNanos")),
  /// What an object needs of memory beyond what was asked for.
  OVERHEAD(
      "resident above payload",
      "B/object",
      (test, outcome) ->
          perOperation(outcome, "residentGrowthBytes") - outcome.figure("payloadBytes")),
  /// The most CPU time that 64 operations in succession took.
  LONGEST_CPU(
      "longest 64 operations, CPU time",
      "ms",
      (test, outcome) -> millis(outcome, "longestCpuNanos")),
  /// The most time that 64 operations in succession took.
  LONGEST_ELAPSED(
      "longest 64 operations, elapsed time",
      "ms",
      (test, outcome) -> millis(outcome, "longestWallNanos")),
  /// Memory that is never used again, as a share of what was allocated, measured with few
  /// generations and scaled to as many as a block has.
  RETIRED_SHARE(
      "retired, of the allocation volume",
      "%",
      (test, outcome) ->
          100
              * outcome.figure("retiredBytes")
              / outcome.figure("allocatedBytes")
              * outcome.figure("generations")
              / Figure.GENERATIONS),
  /// How many generations of a block were used before it was retired, of those that it had.
  GENERATIONS_UNUSED(
      "generations of retired blocks not used",
      "%",
      (test, outcome) ->
          100
              - 100
                  * outcome.figure("allocatedBytes")
                  / outcome.figure("retiredBytes")
                  / outcome.figure("generations")),
  /// From starting a process to its end.
  PROCESS("process, start to end", "ms", (test, outcome) -> millis(outcome, "processNanos")),
  /// The call itself.
  CALL("first call", "ms", (test, outcome) -> millis(outcome, "wallNanos")),
  /// From asking for a report to having it.
  REPORT("report, elapsed time", "ms", (test, outcome) -> millis(outcome, "wallNanos")),
  /// The CPU time of the thread that asks.
  REPORT_CPU("report, CPU time", "ms", (test, outcome) -> millis(outcome, "cpuNanos")),
  /// What is kept of who created an object.
  RECORD(
      "Java heap, of a live object",
      "B/object",
      (test, outcome) -> perOperation(outcome, "heapGrowthBytes")),
  /// Time as JMH measures it.
  JMH_TIME("JMH average time", "ns/op", (test, outcome) -> outcome.figure("score")),
  /// JMH's gc.alloc.rate.norm.
  GARBAGE("Java heap garbage", "B/op", (test, outcome) -> outcome.figure("garbageBytes"));

  private static final double GENERATIONS = 1 << 24;
  private static final double BYTES_PER_MEBIBYTE = 1 << 20;
  private static final double NANOS_PER_MILLI = 1e6;

  private final String title;
  private final String unit;
  private final ToDoubleBiFunction<Case, Outcome> value;

  Figure(String title, String unit, ToDoubleBiFunction<Case, Outcome> value) {
    this.title = title;
    this.unit = unit;
    this.value = value;
  }

  /// Returns the name for reports.
  public String title() {
    return title;
  }

  /// Returns the unit for reports.
  public String unit() {
    return unit;
  }

  /// Returns the number in an outcome.
  ///
  /// @throws IllegalArgumentException if the outcome lacks what it is made of
  public double of(Case test, Outcome outcome) {
    return value.applyAsDouble(test, outcome);
  }

  private static double perOperation(Outcome outcome, String name) {
    return outcome.figure(name) / outcome.figure("operations");
  }

  private static double mebibytes(Outcome outcome, String name) {
    return outcome.figure(name) / BYTES_PER_MEBIBYTE;
  }

  private static double millis(Outcome outcome, String name) {
    return outcome.figure(name) / NANOS_PER_MILLI;
  }
}
