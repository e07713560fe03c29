// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.replay;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// CPU time, user and system, which on a busy machine says more than the time of day.
final class CpuClock {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private CpuClock() {}

  /// Returns the calling thread's CPU time in nanoseconds.
  static long thread() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
