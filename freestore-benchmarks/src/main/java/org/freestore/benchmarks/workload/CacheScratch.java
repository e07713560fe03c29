// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import java.util.Arrays;
import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.harness.Bytes;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.WorkHash;
import org.freestore.benchmarks.harness.Workers;

/// Passive false sharing: one thread allocates small blocks side by side and gives one to each
/// worker, which frees it, then allocates and writes blocks of its own. An allocator that gives the
/// freed block back to the worker keeps two workers writing to one cache line. After E. Berger et
/// al., Hoard, ASPLOS 2000.
final class CacheScratch {
  private static final Allocator ALLOCATOR = Allocator.selected();

  private final int threads;
  private final int bytes;
  private final int iterations;
  private final int writes;
  private final long[] gifts;
  private final long[] hashes;

  private CacheScratch(Parameters parameters) {
    threads = parameters.number("threads", 2);
    bytes = parameters.number("bytes", 1);
    iterations = parameters.number("iterations", 200);
    writes = parameters.number("writes", 20_000);
    gifts = new long[threads];
    hashes = new long[threads];
  }

  static void run(Parameters parameters) {
    CacheScratch scratch = new CacheScratch(parameters);
    long operations = (long) scratch.threads * scratch.iterations * scratch.writes;
    new Measurement(parameters).print(CpuClock.PROCESS, scratch::pass, operations);
  }

  private long pass() {
    for (int i = 0; i < threads; i++) {
      gifts[i] = ALLOCATOR.allocate(bytes);
      Bytes.writeByte(gifts[i], i);
    }
    Workers.run(threads, index -> hashes[index] = body(index));
    return Arrays.stream(hashes).sum();
  }

  private long body(int index) {
    long hash = index;
    ALLOCATOR.free(gifts[index]);
    for (int i = 0; i < iterations; i++) {
      long block = ALLOCATOR.allocate(bytes);
      for (int k = 0; k < bytes; k++) {
        Bytes.writeByteOpaque(block + k, (byte) i);
      }
      scratch(block);
      hash = WorkHash.fold(hash, Bytes.readByteOpaque(block) & 0xff);
      ALLOCATOR.free(block);
    }
    return hash;
  }

  private void scratch(long block) {
    for (int j = 0; j < writes; j++) {
      for (int k = 0; k < bytes; k++) {
        Bytes.writeByteOpaque(block + k, (byte) (Bytes.readByteOpaque(block + k) + 1));
      }
    }
  }
}
