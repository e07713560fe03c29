// SPDX-License-Identifier: Apache-2.0
package org.freestore.suites;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.RootAllocator;
import org.freestore.arrow.FreeStoreAllocationManager;
import org.junit.jupiter.api.Test;

/// Whose memory the suite runs on: a suite that ran on another's would show nothing.
class MemoryOfTheSuiteTest {
  private static final long BUFFER_BYTES = 1 << 20;

  @Test
  void itIsFreestoresUnlessAnotherIsAskedFor() {
    boolean asked = System.getProperty("arrow.allocation.manager.type") == null;
    long before = FreeStoreAllocationManager.store().statistics().inUseBytes();
    try (RootAllocator root = new RootAllocator();
        ArrowBuf buffer = root.buffer(BUFFER_BYTES)) {
      long taken = FreeStoreAllocationManager.store().statistics().inUseBytes() - before;
      assertThat(taken).isEqualTo(asked ? buffer.capacity() : 0);
    }
  }
}
