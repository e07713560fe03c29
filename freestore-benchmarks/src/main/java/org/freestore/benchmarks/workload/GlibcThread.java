// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import java.util.Arrays;
import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.harness.Bytes;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.SeededRandom;
import org.freestore.benchmarks.harness.WorkHash;
import org.freestore.benchmarks.harness.Workers;

/// Each thread replaces blocks at random among 1,024 slots of its own; sizes 4 to 32,768, falling
/// with the square. After glibc's bench-malloc-thread.
final class GlibcThread {
  private static final Allocator ALLOCATOR = Allocator.selected();
  private static final int SLOTS = 1024;
  private static final int SIZE_TABLE = 8192;
  private static final int BYTES_MIN = 4;
  private static final int BYTES_MAX = 32_768;

  private final int threads;
  private final int replacements;
  private final int[] sizes = sizes();
  private final long[][] blocks;
  private final long[] hashes;

  private GlibcThread(Parameters parameters) {
    threads = parameters.number("threads", 2);
    replacements = parameters.number("replacements", 6_400_000) / threads;
    blocks = new long[threads][SLOTS];
    hashes = new long[threads];
  }

  static void run(Parameters parameters) {
    GlibcThread test = new GlibcThread(parameters);
    new Measurement(parameters)
        .print(CpuClock.PROCESS, test::pass, (long) test.threads * test.replacements);
  }

  private long pass() {
    Workers.run(threads, index -> hashes[index] = body(blocks[index], index));
    return Arrays.stream(hashes).sum();
  }

  private long body(long[] own, int index) {
    SeededRandom random = new SeededRandom(index);
    long hash = 0;
    for (int i = 0; i < replacements; i++) {
      int slot = (int) random.below(SLOTS);
      long bytes = sizes[(int) random.below(SIZE_TABLE)];
      ALLOCATOR.free(own[slot]);
      long block = ALLOCATOR.allocate(bytes);
      own[slot] = block;
      Bytes.writeByte(block, bytes);
      hash = WorkHash.fold(hash, bytes);
    }
    for (int slot = 0; slot < SLOTS; slot++) {
      ALLOCATOR.free(own[slot]);
      own[slot] = 0;
    }
    return hash;
  }

  /// The chance of a size above s is 4/s: s = 4/u for u uniform in (0, 1].
  private static int[] sizes() {
    SeededRandom random = new SeededRandom(13);
    int[] sizes = new int[SIZE_TABLE];
    for (int i = 0; i < SIZE_TABLE; i++) {
      sizes[i] = (int) Math.min(((long) BYTES_MIN << 32) / (random.next() + 1), BYTES_MAX);
    }
    return sizes;
  }
}
