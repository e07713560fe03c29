// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.harness.Bytes;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.SeededRandom;
import org.freestore.benchmarks.harness.WorkHash;

/// One thread replaces blocks among 65,536 slots, 80 % of the time in the first 20 % of them; sizes
/// 1 to 1,024, each bit length equally likely. After the OLogN allocator test.
final class AllocTest {
  private static final Allocator ALLOCATOR = Allocator.selected();
  private static final int HOT_PERCENT = 80;
  private static final int SIZE_BITS = 10;

  private AllocTest() {}

  static void run(Parameters parameters) {
    int replacements = parameters.number("replacements", 1_000_000);
    long[] blocks = new long[parameters.number("slots", 65_536)];
    new Measurement(parameters)
        .print(CpuClock.THREAD, () -> pass(blocks, replacements), replacements);
  }

  private static long pass(long[] blocks, int replacements) {
    SeededRandom random = new SeededRandom(11);
    long hash = 0;
    int hot = blocks.length / 5;
    for (int i = 0; i < replacements; i++) {
      long slot =
          random.below(100) < HOT_PERCENT
              ? random.below(hot)
              : hot + random.below(blocks.length - hot);
      long bytes = 1 + random.below(1L << (1 + random.below(SIZE_BITS)));
      hash = replace(blocks, (int) slot, bytes, hash);
    }
    return hash;
  }

  private static long replace(long[] blocks, int slot, long bytes, long hash) {
    ALLOCATOR.free(blocks[slot]);
    long block = ALLOCATOR.allocate(bytes);
    blocks[slot] = block;
    Bytes.writeByte(block, bytes);
    return WorkHash.fold(hash, bytes);
  }
}
