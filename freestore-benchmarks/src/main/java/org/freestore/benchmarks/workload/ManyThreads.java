// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import java.util.concurrent.CountDownLatch;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.Pass;
import org.freestore.benchmarks.harness.ResultLine;
import org.freestore.benchmarks.harness.Workers;

/// Platform threads that are all alive and have all done the work once. It is measured on eight of
/// them, the first and the last included, one after the other, and the slowest counts: an allocator
/// that finds a thread's memory faster for some threads than for others has nowhere to hide.
final class ManyThreads {
  private static final int MEASURED = 8;

  private final CountDownLatch[] turns;
  private final CountDownLatch started;
  private long slowestNanos;
  private long hash;

  ManyThreads(int count) {
    turns = new CountDownLatch[count];
    started = new CountDownLatch(count);
  }

  /// Measures and prints the result line of the slowest thread's median pass.
  void print(Parameters parameters, Pass pass, long operationsPerPass) {
    Thread[] threads = new Thread[turns.length];
    for (int i = 0; i < threads.length; i++) {
      int index = i;
      turns[i] = new CountDownLatch(1);
      threads[i] = Thread.ofPlatform().start(() -> live(index, parameters, pass));
    }
    await(started);
    for (int i = 0; i < MEASURED; i++) {
      int index = measured(i);
      turns[index].countDown();
      Workers.join(threads[index]);
    }
    for (CountDownLatch turn : turns) {
      turn.countDown();
    }
    new ResultLine()
        .with("threads", threads.length)
        .print(operationsPerPass, slowestNanos, slowestNanos, hash);
  }

  private int measured(int turn) {
    return turn * (turns.length - 1) / (MEASURED - 1);
  }

  private void live(int index, Parameters parameters, Pass pass) {
    pass.run();
    started.countDown();
    await(turns[index]);
    for (int turn = 0; turn < MEASURED; turn++) {
      if (index == measured(turn)) {
        // The code is compiled by the first of them.
        Measurement measurement = new Measurement(parameters, turn == 0);
        hash = measurement.measure(CpuClock.THREAD, pass);
        slowestNanos = Math.max(slowestNanos, measurement.medianCpuNanos());
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
