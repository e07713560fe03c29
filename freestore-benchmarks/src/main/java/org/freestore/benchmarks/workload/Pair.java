// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.harness.Bytes;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.WorkHash;

/// Allocate a block, write its first byte, free it; over and over.
///
/// With `threads=N` it is measured on [ManyThreads]. The C program has one thread, whatever it is
/// told.
final class Pair {
  private static final Allocator ALLOCATOR = Allocator.selected();

  private Pair() {}

  static void run(Parameters parameters) {
    int bytes = parameters.number("bytes", 64);
    int pairs = parameters.number("pairs", 100_000);
    int threads = parameters.number("threads", 1);
    if (threads == 1) {
      new Measurement(parameters).print(CpuClock.THREAD, () -> pass(bytes, pairs), pairs);
    } else {
      new ManyThreads(threads).print(parameters, () -> pass(bytes, pairs), pairs);
    }
  }

  private static long pass(long bytes, int pairs) {
    long hash = 0;
    for (int i = 0; i < pairs; i++) {
      long block = ALLOCATOR.allocate(bytes);
      Bytes.writeByte(block, i);
      ALLOCATOR.free(block);
      hash = WorkHash.fold(hash, i);
    }
    return hash;
  }
}
