// SPDX-License-Identifier: Apache-2.0
package org.freestore.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.DefaultAllocationManagerFactory;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.netty.NettyAllocationManager;
import org.apache.arrow.memory.unsafe.UnsafeAllocationManager;
import org.junit.jupiter.api.Test;

/// Arrow finds the factory by itself; its Netty and Unsafe modules are on the class path, too.
class DiscoveryTest {
  private static final long BUFFER_BYTES = 1 << 20;

  @Test
  void aRootAllocatorWithoutSettingsIsServedByFreestore() {
    long before = FreeStoreAllocationManager.store().statistics().inUseBytes();
    try (BufferAllocator root = new RootAllocator();
        ArrowBuf buffer = root.buffer(BUFFER_BYTES)) {
      assertThat(buffer.capacity()).isEqualTo(BUFFER_BYTES);
      assertThat(FreeStoreAllocationManager.store().statistics().inUseBytes())
          .isEqualTo(before + BUFFER_BYTES);
    }
    assertThat(FreeStoreAllocationManager.store().statistics().inUseBytes()).isEqualTo(before);
  }

  @Test
  void theOtherManagersAreThereToBeChosenByHand() {
    assertThat(NettyAllocationManager.class).isNotNull();
    long before = FreeStoreAllocationManager.store().statistics().inUseBytes();
    try (BufferAllocator root = Allocators.of(UnsafeAllocationManager.FACTORY);
        ArrowBuf buffer = root.buffer(BUFFER_BYTES)) {
      assertThat(buffer.capacity()).isEqualTo(BUFFER_BYTES);
      assertThat(FreeStoreAllocationManager.store().statistics().inUseBytes()).isEqualTo(before);
    }
  }

  @Test
  void whatTheScanFindsIsTheFactoryThatProgramsUse() {
    assertThat(DefaultAllocationManagerFactory.FACTORY)
        .isSameAs(FreeStoreAllocationManager.FACTORY);
  }

  @Test
  void theStoreHasAName() {
    assertThat(FreeStoreAllocationManager.store().name()).isEqualTo("arrow");
  }
}
