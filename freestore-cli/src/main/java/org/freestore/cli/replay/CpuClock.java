// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.replay;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// CPU time, user and system, which on a busy machine says more than the time of day.
final class CpuClock {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int CALIBRATIONS = 2_000;

  /// What reading the clock takes. In a trace of a few operations it would be most of the time.
  private static final long READING_NANOS = calibrate();

  private CpuClock() {}

  /// Returns the calling thread's CPU time in nanoseconds.
  static long thread() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /// Returns the calling thread's CPU time since `start`, without that of reading the clock.
  static long threadSince(long start) {
    return Math.max(0, thread() - start - READING_NANOS);
  }

  /// Returns the least time between two readings.
  private static long calibrate() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < CALIBRATIONS; i++) {
      long start = thread();
      least = Math.min(least, thread() - start);
    }
    return least;
  }
}
