// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples.spark;

import java.io.Serializable;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.freestore.FreeStoreStatistics;
import org.freestore.arrow.FreeStoreAllocationManager;

/// What Freestore holds for Arrow in one process.
///
/// @param pid the process
/// @param serves whether Arrow's buffers are Freestore's there
/// @param heldBytes what the store holds of the address space, in bytes
/// @param inUseBytes of live buffers
/// @param leaks the summary of what is live
record ProcessReport(long pid, boolean serves, long heldBytes, long inUseBytes, String leaks)
    implements Serializable {
  private static final long WAIT_MILLIS = 500;
  private static final long PROBE_BYTES = 1 << 20;

  /// Waits a moment, so that another task goes to another process.
  static ProcessReport ofThisProcess() throws InterruptedException {
    Thread.sleep(WAIT_MILLIS);
    FreeStoreStatistics now = statistics();
    return new ProcessReport(
        ProcessHandle.current().pid(),
        isServed(now.inUseBytes()),
        now.heldBytes(),
        now.inUseBytes(),
        FreeStoreAllocationManager.store().leaks().summary());
  }

  private static boolean isServed(long inUseBytes) {
    try (BufferAllocator root = new RootAllocator();
        ArrowBuf probe = root.buffer(PROBE_BYTES)) {
      return statistics().inUseBytes() == inUseBytes + probe.capacity();
    }
  }

  private static FreeStoreStatistics statistics() {
    return FreeStoreAllocationManager.store().statistics();
  }

  /// Returns whether the process used Freestore, and gave everything back.
  boolean isClean() {
    return serves && inUseBytes == 0;
  }

  @Override
  public String toString() {
    return "process %d: %s, held %,d bytes, in use %,d; %s"
        .formatted(pid, serves ? "Freestore" : "other memory", heldBytes, inUseBytes, leaks);
  }
}
