// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.Leaks;
import org.freestore.Protection;
import org.junit.jupiter.api.Test;

class LiveBuffersTest {
  @Test
  void everyBufferIsListedUntilItsLastRelease() {
    try (FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("list"))) {
      FreeStoreByteBufAllocator allocator = new FreeStoreByteBufAllocator(store);
      ByteBuf direct = allocator.directBuffer(1000);
      ByteBuf heap = allocator.heapBuffer(300);
      CompositeByteBuf composite =
          allocator.compositeBuffer().addComponent(true, allocator.directBuffer(20).writeByte(1));
      direct.retain();

      assertThat(allocator.liveBuffers().buffers())
          .extracting(LiveBuffer::direct, LiveBuffer::capacity, LiveBuffer::referenceCount)
          .containsExactly(tuple(true, 1000, 2), tuple(false, 300, 1), tuple(true, 20, 1));
      assertThat(allocator.liveBuffers().buffers().getFirst().address())
          .isEqualTo(direct.memoryAddress());
      assertThat(allocator.liveBuffers())
          .hasToString(
              """
              buffers: store=list
              1020 bytes in 2 buffers, direct
              300 bytes in 1 buffer, heap
              allocated by: not recorded; FreeStoreOptions.withProtection(Protection.SITES) records it
              SUMMARY: Freestore: 1320 bytes in 3 buffers not released\
              """);
      assertThat(allocator.metric().usedDirectMemory()).isEqualTo(1020);
      assertThat(allocator.metric().usedHeapMemory()).isEqualTo(300);

      composite.release();
      heap.release();
      direct.release(2);
      assertThat(allocator.liveBuffers().isEmpty()).isTrue();
      assertThat(allocator.metric().usedDirectMemory()).isZero();
    }
  }

  @Test
  void aBufferThatNobodyReachesAnyMoreIsALeakAtOnce() {
    try (FreeStore store = FreeStore.open()) {
      FreeStoreByteBufAllocator allocator = new FreeStoreByteBufAllocator(store);
      for (int i = 0; i < 10; i++) {
        allocator.directBuffer(100).writeInt(i);
      }
      Leaks leaks = store.leaks();
      assertThat(leaks.rawBlocks()).isEqualTo(10);
      assertThat(allocator.liveBuffers().buffers()).hasSize(10);
      assertThat(allocator.liveBuffers().byteSize()).isEqualTo(1000);
    }
  }

  @Test
  void idleBuffersAreNoLeaksOfTheStore() {
    try (FreeStore store = FreeStore.open()) {
      FreeStoreByteBufAllocator allocator = new FreeStoreByteBufAllocator(store, true, true);
      for (int i = 0; i < 10_000; i++) {
        allocator.directBuffer(1 + i).release();
      }
      assertThat(store.leaks().isEmpty()).isTrue();
    }
  }

  @Test
  void whereSitesAreRecordedTheListNamesThem() {
    try (FreeStore store =
        FreeStore.open(
            FreeStoreOptions.defaults().withName("sites").withProtection(Protection.SITES))) {
      FreeStoreByteBufAllocator allocator = new FreeStoreByteBufAllocator(store);
      ByteBuf one = allocatedHere(allocator);
      ByteBuf two = allocator.heapBuffer(50);
      assertThat(store.leaks().groups().getFirst().created().getFirst().getMethodName())
          .isEqualTo("allocatedHere");
      one.capacity(200);

      LiveBuffers live = allocator.liveBuffers();
      assertThat(live.buffers().getFirst().capacity()).isEqualTo(200);
      assertThat(live.buffers().getFirst().threadName())
          .isEqualTo(Thread.currentThread().getName());
      assertThat(live.buffers().getFirst().allocated().getFirst().getMethodName())
          .isEqualTo("allocatedHere");
      assertThat(live.toString())
          .startsWith("buffers: store=sites\n200 bytes in 1 buffer, direct, allocated by thread ")
          .contains(
              "    at org.freestore.netty.LiveBuffersTest.allocatedHere(LiveBuffersTest.java:");
      one.release();
      two.release();
    }
  }

  private static ByteBuf allocatedHere(FreeStoreByteBufAllocator allocator) {
    return allocator.directBuffer(100);
  }
}
