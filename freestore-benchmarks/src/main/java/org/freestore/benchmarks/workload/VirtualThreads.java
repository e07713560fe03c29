// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.harness.Bytes;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.SeededRandom;
import org.freestore.benchmarks.harness.WorkHash;
import org.freestore.benchmarks.harness.Workers;

/// 10,000 tasks, each of which replaces blocks among eight of its own and yields now and then: all
/// at once on a virtual thread each (`kind=virtual`), or one after the other on as many platform
/// threads as there are processors (`kind=platform`). A block may be freed on another carrier than
/// the one it was allocated on. Java only.
final class VirtualThreads {
  private static final Allocator ALLOCATOR = Allocator.selected();
  private static final int SLOTS = 8;
  private static final int BYTES_MIN = 8;
  private static final int BYTES_MAX = 512;
  private static final int REPLACEMENTS_PER_YIELD = 100;

  private final int tasks;
  private final int replacements;
  private final boolean virtual;

  private VirtualThreads(Parameters parameters) {
    tasks = parameters.number("tasks", 10_000);
    replacements = parameters.number("replacements", 1000);
    virtual = parameters.text("kind", "virtual").equals("virtual");
  }

  static void run(Parameters parameters) {
    VirtualThreads threads = new VirtualThreads(parameters);
    new Measurement(parameters)
        .print(CpuClock.PROCESS, threads::pass, (long) threads.tasks * threads.replacements);
  }

  private long pass() {
    LongAdder hash = new LongAdder();
    if (virtual) {
      Thread[] threads = new Thread[tasks];
      for (int i = 0; i < tasks; i++) {
        int index = i;
        threads[i] = Thread.ofVirtual().start(() -> hash.add(task(index)));
      }
      for (Thread thread : threads) {
        Workers.join(thread);
      }
    } else {
      AtomicInteger next = new AtomicInteger();
      Workers.run(
          Runtime.getRuntime().availableProcessors(),
          worker -> {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
              hash.add(task(i));
            }
          });
    }
    return hash.sum();
  }

  private long task(int index) {
    long[] blocks = new long[SLOTS];
    SeededRandom random = new SeededRandom(index);
    long hash = 0;
    for (int i = 0; i < replacements; i++) {
      int slot = (int) random.below(SLOTS);
      long bytes = BYTES_MIN + random.below(BYTES_MAX - BYTES_MIN + 1);
      ALLOCATOR.free(blocks[slot]);
      blocks[slot] = ALLOCATOR.allocate(bytes);
      Bytes.writeByte(blocks[slot], bytes);
      hash = WorkHash.fold(hash, bytes);
      if (i % REPLACEMENTS_PER_YIELD == REPLACEMENTS_PER_YIELD - 1) {
        Thread.yield();
      }
    }
    for (long block : blocks) {
      ALLOCATOR.free(block);
    }
    return hash;
  }
}
