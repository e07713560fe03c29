// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.harness;

import java.util.Arrays;

/// Measures passes by the rule of harness.c: warm up for a time, measure for a time, take the
/// median pass.
public final class Measurement {
  private static final int PASSES_MAX = 100_000;
  private static final int PASSES_MIN = 3;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long warmupNanos;
  private final long measureNanos;
  private final long[] cpuNanos = new long[PASSES_MAX];
  private final long[] wallNanos = new long[PASSES_MAX];
  private int passes;

  public Measurement(Parameters parameters) {
    this(parameters, true);
  }

  /// Prepares to measure, without warming up where that has been done.
  public Measurement(Parameters parameters, boolean cold) {
    warmupNanos = cold ? parameters.number("warmup", 500) * NANOS_PER_MILLI : 0;
    measureNanos = parameters.number("measure", 1000) * NANOS_PER_MILLI;
  }

  /// Runs the passes and prints the result line.
  public void print(CpuClock clock, Pass pass, long operationsPerPass) {
    long hash = measure(clock, pass);
    new ResultLine()
        .with("passes", passes)
        .with("fastestCpuNanos", cpuNanos[0])
        .print(operationsPerPass, medianCpuNanos(), wallNanos[passes / 2], hash);
  }

  /// Runs one pass that is too long for many, and prints the result line with `peakBytes` and
  /// `peakGrowthBytes`: the most that was resident meanwhile, and how much more that is than what
  /// was resident before it.
  public static void printOnce(CpuClock clock, Pass pass, long operations) {
    ResidentSet.resetPeak();
    long before = ResidentSet.peakBytes();
    long wall = System.nanoTime();
    long cpu = clock.nanos();
    long hash = pass.run();
    cpu = clock.nanos() - cpu;
    wall = System.nanoTime() - wall;
    long peak = ResidentSet.peakBytes();
    new ResultLine()
        .with("peakBytes", peak)
        .with("peakGrowthBytes", peak - before)
        .print(operations, cpu, wall, hash);
  }

  /// Runs the passes and returns their hash.
  public long measure(CpuClock clock, Pass pass) {
    long hash = warmUp(pass);
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

  /// Runs passes until the warm-up is over, one at least, and returns their hash.
  public long warmUp(Pass pass) {
    long hash = pass.run();
    for (long begin = System.nanoTime(); System.nanoTime() - begin < warmupNanos; ) {
      check(hash, pass.run());
    }
    return hash;
  }

  /// Returns the CPU time of the median pass in nanoseconds.
  public long medianCpuNanos() {
    return cpuNanos[passes / 2];
  }

  private static void check(long expected, long actual) {
    if (expected != actual) {
      throw new IllegalStateException("two passes of the same work gave different hashes");
    }
  }
}
