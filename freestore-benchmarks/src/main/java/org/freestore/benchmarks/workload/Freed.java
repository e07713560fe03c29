// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.harness.Bytes;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.ResidentSet;
import org.freestore.benchmarks.harness.ResultLine;
import org.freestore.benchmarks.harness.SeededRandom;
import org.freestore.benchmarks.harness.WorkHash;

/// Allocate up to a peak, free everything, then either trim or use the allocator lightly for a
/// second: what is still resident?
final class Freed {
  private static final Allocator ALLOCATOR = Allocator.selected();
  private static final int LIGHT_BLOCKS = 100;
  private static final int LIGHT_BYTES_MAX = 1024;
  private static final long LIGHT_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final long peakBytes;
  private final boolean trim;
  private final long lightNanos;
  private final long[] blocks;
  private int count;
  private long hash;

  private Freed(Parameters parameters) {
    peakBytes = (long) parameters.number("mebibytes", 200) << 20;
    trim = parameters.text("then", "trim").equals("trim");
    lightNanos = TimeUnit.MILLISECONDS.toNanos(parameters.number("millis", 1000));
    blocks = new long[(int) (peakBytes / 1024)];
  }

  static void run(Parameters parameters) {
    Freed freed = new Freed(parameters);
    freed.rehearse();
    freed.print();
  }

  /// Loads and compiles all the code with a store that is closed afterwards.
  private void rehearse() {
    Allocator rehearsal = ALLOCATOR.rehearsal();
    for (int i = 0; i < 3; i++) {
      allocate(rehearsal);
      free(rehearsal);
      useLightly(rehearsal, lightNanos / 10);
      rehearsal.trim();
    }
    rehearsal.endRehearsal();
    ALLOCATOR.trim(); // or the pages of the rehearsal would be used again, already resident
    ResidentSet.bytes();
  }

  private void print() {
    long before = ResidentSet.bytes();
    long cpu = CpuClock.THREAD.nanos();
    long wall = System.nanoTime();
    allocate(ALLOCATOR);
    long peak = ResidentSet.bytes();
    free(ALLOCATOR);
    if (trim) {
      ALLOCATOR.trim();
    } else {
      useLightly(ALLOCATOR, lightNanos);
    }
    cpu = CpuClock.THREAD.nanos() - cpu;
    wall = System.nanoTime() - wall;
    long after = ResidentSet.bytes();
    new ResultLine()
        .with("peakGrowthBytes", peak - before)
        .with("leftGrowthBytes", Math.max(after - before, 0))
        .print(count, cpu, wall, hash);
  }

  private void allocate(Allocator allocator) {
    SeededRandom random = new SeededRandom(3);
    long liveBytes = 0;
    hash = 0;
    for (count = 0; count < blocks.length && liveBytes < peakBytes; count++) {
      long bytes = size(random);
      blocks[count] = allocator.allocate(bytes);
      Bytes.touch(blocks[count], bytes);
      liveBytes += bytes;
      hash = WorkHash.fold(hash, bytes);
    }
  }

  private void free(Allocator allocator) {
    for (int i = 0; i < count; i++) {
      allocator.free(blocks[i]);
    }
  }

  /// Powers of two from 16 bytes to 64 KiB and what lies between, small ones more often.
  private static long size(SeededRandom random) {
    long power = 16L << random.below(13);
    return power - random.below(power / 4);
  }

  private static void useLightly(Allocator allocator, long nanos) {
    SeededRandom random = new SeededRandom(5);
    for (long begin = System.nanoTime(); System.nanoTime() - begin < nanos; ) {
      for (int i = 0; i < LIGHT_BLOCKS; i++) {
        long block = allocator.allocate(1 + random.below(LIGHT_BYTES_MAX));
        Bytes.writeByte(block, i);
        allocator.free(block);
      }
      LockSupport.parkNanos(LIGHT_SLEEP_NANOS);
    }
  }
}
