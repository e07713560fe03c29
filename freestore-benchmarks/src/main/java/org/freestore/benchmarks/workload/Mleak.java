// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.harness.Bytes;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.ResidentSet;
import org.freestore.benchmarks.harness.ResultLine;
import org.freestore.benchmarks.harness.WorkHash;
import org.freestore.benchmarks.harness.Workers;

/// Thousands of short threads, one after the other, each of which allocates a zeroed block of 128
/// bytes that another thread frees after its end: does memory grow with the number of threads there
/// ever were?
final class Mleak {
  private static final Allocator ALLOCATOR = Allocator.selected();
  private static final int BYTES = 128;
  private static final int YOUNG_GENERATION_MEBIBYTES = 64;
  private static final int BYTES_PER_MEBIBYTE = 1 << 20;

  private static volatile byte[] garbage = {};

  private long left;

  private Mleak() {}

  static void run(Parameters parameters) {
    int threads = parameters.number("threads", 5000);
    Mleak mleak = new Mleak();
    mleak.runThreads(threads / 10);
    touchYoungGeneration();
    long before = ResidentSet.bytes();
    long cpu = CpuClock.PROCESS.nanos();
    long wall = System.nanoTime();
    long hash = mleak.runThreads(threads);
    cpu = CpuClock.PROCESS.nanos() - cpu;
    wall = System.nanoTime() - wall;
    System.gc();
    long after = ResidentSet.bytes();
    new ResultLine()
        .with("residentGrowthBytes", Math.max(after - before, 0))
        .print(threads, cpu, wall, hash);
  }

  /// Makes the Java heap's young generation resident: what thread objects take of it is garbage,
  /// not growth. What is kept of them shows after a collection, which moves it to new pages.
  private static void touchYoungGeneration() {
    for (int i = 0; i < YOUNG_GENERATION_MEBIBYTES; i++) {
      garbage = new byte[BYTES_PER_MEBIBYTE];
    }
    System.gc();
    ResidentSet.bytes();
  }

  private long runThreads(int count) {
    long hash = 0;
    for (int i = 0; i < count; i++) {
      Workers.run(1, this::leaveOne);
      ALLOCATOR.free(left);
      hash = WorkHash.fold(hash, i);
    }
    return hash;
  }

  private void leaveOne(int index) {
    left = ALLOCATOR.allocateZeroed(BYTES);
    Bytes.writeByte(left, index);
  }
}
