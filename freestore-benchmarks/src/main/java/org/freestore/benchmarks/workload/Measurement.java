// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import java.util.Arrays;

/// Measures passes by the rule of harness.c: warm up for a time, measure for a time, take the
/// median pass.
final class Measurement {
  private static final int PASSES_MAX = 100_000;
  private static final int PASSES_MIN = 3;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long warmupNanos;
  private final long measureNanos;
  private final long[] cpuNanos = new long[PASSES_MAX];
  private final long[] wallNanos = new long[PASSES_MAX];
  private int passes;

  Measurement(Parameters parameters) {
    this(parameters, true);
  }

  /// Prepares to measure, without warming up where that has been done.
  Measurement(Parameters parameters, boolean cold) {
    warmupNanos = cold ? parameters.number("warmup", 500) * NANOS_PER_MILLI : 0;
    measureNanos = parameters.number("measure", 1000) * NANOS_PER_MILLI;
  }

  /// Runs the passes and prints the result line.
  void print(CpuClock clock, Pass pass, long operationsPerPass) {
    long hash = measure(clock, pass);
    new ResultLine()
        .with("passes", passes)
        .with("fastestCpuNanos", cpuNanos[0])
        .print(operationsPerPass, medianCpuNanos(), wallNanos[passes / 2], hash);
  }

  /// Runs the passes and returns their hash.
  long measure(CpuClock clock, Pass pass) {
    long hash = pass.run();
    for (long begin = System.nanoTime(); System.nanoTime() - begin < warmupNanos; ) {
      check(hash, pass.run());
    }
    passes = 0;
    for (long begin = System.nanoTime();
        passes < PASSES_MIN
            || (passes < PASSES_MAX && System.nanoTime() - begin < measureNanos); ) {
      long wallBegin = System.nanoTime();
      long cpuBegin = clock.nanos();
      long passHash = pass.run();
      cpuNanos[passes] = clock.nanos() - cpuBegin;
      wallNanos[passes] = System.nanoTime() - wallBegin;
      passes++;
      check(hash, passHash);
    }
    Arrays.sort(cpuNanos, 0, passes);
    Arrays.sort(wallNanos, 0, passes);
    return hash;
  }

  /// Returns the CPU time of the median pass in nanoseconds.
  long medianCpuNanos() {
    return cpuNanos[passes / 2];
  }

  private static void check(long expected, long actual) {
    if (expected != actual) {
      throw new IllegalStateException("two passes of the same work gave different hashes");
    }
  }
}
