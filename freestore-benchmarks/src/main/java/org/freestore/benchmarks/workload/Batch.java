// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.harness.Bytes;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.SeededRandom;
import org.freestore.benchmarks.harness.WorkHash;

/// Allocate 1,000 blocks, then free them in the order they came, in reverse, or in random order.
public final class Batch {
  private static final Allocator ALLOCATOR = Allocator.selected();

  private final long bytes;
  private final int rounds;
  private final long[] live;
  private final int[] order;

  private Batch(long bytes, int blocks, int rounds, String order) {
    this.bytes = bytes;
    this.rounds = rounds;
    this.live = new long[blocks];
    this.order = order(order, blocks);
  }

  static void run(Parameters parameters) {
    int blocks = parameters.number("blocks", 1000);
    int rounds = parameters.number("rounds", 50);
    Batch batch =
        new Batch(
            parameters.number("bytes", 64), blocks, rounds, parameters.text("order", "random"));
    new Measurement(parameters).print(CpuClock.THREAD, batch::pass, (long) blocks * rounds);
  }

  private long pass() {
    long hash = 0;
    for (int round = 0; round < rounds; round++) {
      hash = round(bytes, live, order, hash);
    }
    return hash;
  }

  private static long round(long bytes, long[] live, int[] order, long hash) {
    for (int i = 0; i < live.length; i++) {
      long block = ALLOCATOR.allocate(bytes);
      live[i] = block;
      Bytes.writeByte(block, i);
    }
    for (int index : order) {
      ALLOCATOR.free(live[index]);
      hash = WorkHash.fold(hash, index);
    }
    return hash;
  }

  /// The order of the frees; the same permutation as in micro.c.
  public static int[] order(String name, int blocks) {
    int[] order = new int[blocks];
    for (int i = 0; i < blocks; i++) {
      order[i] = name.equals("lifo") ? blocks - 1 - i : i;
    }
    if (name.equals("random")) {
      SeededRandom random = new SeededRandom(blocks);
      for (int i = blocks - 1; i > 0; i--) {
        int j = (int) random.below(i + 1);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
    }
    return order;
  }
}
