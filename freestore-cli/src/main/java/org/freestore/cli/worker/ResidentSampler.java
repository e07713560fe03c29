// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import java.util.concurrent.locks.LockSupport;

/// Looks at the process's resident size again and again in a thread of its own.
final class ResidentSampler {
  private static final long INTERVAL_NANOS = 500_000;

  private volatile boolean running;
  private volatile long peakBytes;
  private Thread thread = new Thread(this::run);

  void start() {
    running = true;
    peakBytes = 0;
    thread = new Thread(this::run, "resident-sampler");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (running) {
      peakBytes = Math.max(peakBytes, PeakResident.statusBytes("VmRSS:"));
      LockSupport.parkNanos(INTERVAL_NANOS);
    }
  }

  /// Returns the largest size seen, in bytes.
  long stop() {
    running = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return peakBytes;
  }
}
