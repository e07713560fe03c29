// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.harness;

/// What took longest of many short operations, by groups of 64: reading the clocks takes longer
/// than one. CPU time does not see that the machine, the collector or the compiler was doing
/// something else; elapsed time does.
public final class Longest {
  private static final int GROUP = 64;

  private long cpuNanos;
  private long wallNanos;
  private long lastCpu;
  private long lastWall;

  /// Begins a series of operations.
  public void begin() {
    lastCpu = CpuClock.THREAD.nanos();
    lastWall = System.nanoTime();
  }

  /// Counts an operation that has ended.
  public void count(long operation) {
    if (operation % GROUP == 0) {
      endGroup();
    }
  }

  private void endGroup() {
    long cpu = CpuClock.THREAD.nanos();
    long wall = System.nanoTime();
    cpuNanos = Math.max(cpuNanos, cpu - lastCpu);
    wallNanos = Math.max(wallNanos, wall - lastWall);
    lastCpu = cpu;
    lastWall = wall;
  }

  /// Returns the most CPU time that a group of operations took, in nanoseconds.
  public long cpuNanos() {
    return cpuNanos;
  }

  /// Returns the longest that a group of operations took, in nanoseconds.
  public long wallNanos() {
    return wallNanos;
  }
}
