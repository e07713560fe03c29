// SPDX-License-Identifier: Apache-2.0
package org.freestore.concurrency;

import java.time.Duration;
import java.time.Instant;

/// Ends test processes that hang: jcstress would wait for ever.
final class Watchdog extends Thread implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  Watchdog() {
    super("watchdog");
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(INTERVAL);
        ProcessHandle.current().children().forEach(Watchdog::endIfOld);
      }
    } catch (InterruptedException e) {
      // The run is over.
    }
  }

  private static void endIfOld(ProcessHandle process) {
    Instant latestStart = Instant.now().minus(PATIENCE);
    if (process.info().startInstant().orElse(Instant.MAX).isBefore(latestStart)) {
      System.out.println("watchdog: a test process hangs, pid=" + process.pid());
      process.destroyForcibly();
    }
  }

  @Override
  public void close() {
    interrupt();
  }
}
