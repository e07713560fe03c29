// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import java.util.concurrent.CountDownLatch;
import org.freestore.benchmarks.allocator.Allocator;

/// Allocate a block, write its first byte, free it; over and over.
///
/// With `threads=N` there are N platform threads alive that have all used the allocator, and it is
/// measured on eight of them, the first and the last included, one after the other; the slowest
/// counts. The C program has one thread, whatever it is told.
final class Pair {
  private static final Allocator ALLOCATOR = Allocator.selected();
  private static final int MEASURED_THREADS = 8;

  private Pair() {}

  static void run(Parameters parameters) {
    int bytes = parameters.number("bytes", 64);
    int pairs = parameters.number("pairs", 100_000);
    int threads = parameters.number("threads", 1);
    if (threads == 1) {
      new Measurement(parameters).print(CpuClock.THREAD, () -> pass(bytes, pairs), pairs);
    } else {
      runOnMany(threads, parameters, bytes, pairs);
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

  private static void runOnMany(int count, Parameters parameters, long bytes, int pairs) {
    Slowest slowest = new Slowest();
    CountDownLatch[] turns = new CountDownLatch[count];
    Thread[] threads = new Thread[count];
    CountDownLatch started = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      CountDownLatch turn = new CountDownLatch(1);
      boolean measured = i % (count / MEASURED_THREADS) == 0 || i == count - 1;
      turns[i] = turn;
      threads[i] =
          Thread.ofPlatform()
              .start(() -> {
                ALLOCATOR.free(ALLOCATOR.allocate(bytes));
                started.countDown();
                await(turn);
                if (measured) {
                  slowest.measure(parameters, () -> pass(bytes, pairs));
                }
              });
    }
    await(started);
    for (int i = 0; i < count; i++) {
      turns[i].countDown();
      if (i % (count / MEASURED_THREADS) == 0 || i == count - 1) {
        Workers.join(threads[i]);
      }
    }
    new ResultLine()
        .with("threads", count)
        .print(pairs, slowest.nanos, slowest.nanos, slowest.hash);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The median pass of the slowest thread so far. One thread measures at a time.
  private static final class Slowest {
    private long nanos;
    private long hash;

    void measure(Parameters parameters, Pass pass) {
      Measurement measurement = new Measurement(parameters);
      hash = measurement.measure(CpuClock.THREAD, pass);
      nanos = Math.max(nanos, measurement.medianCpuNanos());
    }
  }
}
