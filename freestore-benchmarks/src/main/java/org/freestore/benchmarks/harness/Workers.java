// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.harness;

import java.util.function.IntConsumer;

/// New platform threads for one pass.
public final class Workers {
  private Workers() {}

  /// Runs a body on this many new threads and waits for them.
  public static void run(int count, IntConsumer body) {
    Thread[] threads = new Thread[count];
    for (int i = 0; i < count; i++) {
      int index = i;
      threads[i] = Thread.ofPlatform().start(() -> body.accept(index));
    }
    for (Thread thread : threads) {
      join(thread);
    }
  }

  public static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
