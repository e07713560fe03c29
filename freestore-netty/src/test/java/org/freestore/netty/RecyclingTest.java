// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.OutOfFreeStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecyclingTest {
  private final FreeStore store = FreeStore.open();

  @AfterEach
  void closesItsStore() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAllocatorThatRecyclesMakesNoGarbage(boolean direct) {
    FreeStoreByteBufAllocator allocator = new FreeStoreByteBufAllocator(store, true, true);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    allocateAndRelease(allocator, direct, 20_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    allocateAndRelease(allocator, direct, 20_000);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(bytes).isLessThan(20_000); // a buffer object alone has 56 bytes
  }

  private static void allocateAndRelease(
      FreeStoreByteBufAllocator allocator, boolean direct, int times) {
    ByteBuf[] live = new ByteBuf[64];
    for (int i = 0; i < times; i++) {
      int at = i % live.length;
      if (live[at] != null) {
        live[at].release();
      }
      int bytes = 16 << i % 10;
      live[at] = direct ? allocator.directBuffer(bytes) : allocator.heapBuffer(bytes);
    }
    for (ByteBuf buffer : live) {
      buffer.release();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leasesGoRoundWhenOneThreadAllocatesAndAnotherReleases(boolean recycle) throws Exception {
    FreeStoreByteBufAllocator allocator = new FreeStoreByteBufAllocator(store, true, recycle);
    BlockingQueue<ByteBuf> queue = new ArrayBlockingQueue<>(100);
    int count = 50_000;
    Thread releasing =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < count; i++) {
                take(queue).release();
              }
            });
    for (int i = 0; i < count; i++) {
      queue.put(allocator.directBuffer(64));
    }
    releasing.join();
    assertThat(allocator.leaseCount()).isLessThan(3 * ThreadCache.MOST_LEASES);
    assertThat(store.leaks().isEmpty()).isTrue();
  }

  @Test
  void whatOtherThreadsLeaveLetsNoBufferOutOfItsQuarantine() throws Exception {
    FreeStoreByteBufAllocator allocator = new FreeStoreByteBufAllocator(store, true, true);
    ByteBuf old = allocator.directBuffer(64);
    old.release();
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              ByteBuf[] buffers = new ByteBuf[3 * ThreadCache.MOST_LEASES];
              Arrays.setAll(buffers, i -> allocator.directBuffer(64));
              for (ByteBuf buffer : buffers) {
                buffer.release();
              }
            });
    other.join();
    for (int i = 0; i < FreeStoreByteBufAllocator.QUARANTINE; i++) {
      assertThat(allocator.directBuffer(64)).isNotSameAs(old);
    }
    assertThatThrownBy(old::release).isInstanceOf(DoubleReleaseException.class);
    allocator.liveBuffers().buffers().forEach(live -> store.free(live.address()));
  }

  private static ByteBuf take(BlockingQueue<ByteBuf> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anAllocationThatIsRefusedLeavesNoLeaseBehind() {
    try (FreeStore small = FreeStore.open(FreeStoreOptions.defaults().withLimitBytes(1 << 20))) {
      FreeStoreByteBufAllocator allocator = new FreeStoreByteBufAllocator(small);
      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(() -> allocator.directBuffer(2 << 20))
            .isInstanceOf(OutOfFreeStoreException.class);
      }
      assertThat(allocator.leaseCount()).isEqualTo(1);
      assertThat(allocator.liveBuffers().isEmpty()).isTrue();
    }
  }

  @Test
  void whatEndedThreadsLeaveIsUsedAgain() throws Exception {
    FreeStoreByteBufAllocator allocator = new FreeStoreByteBufAllocator(store);
    for (int i = 0; i < 200; i++) {
      Thread thread = Thread.ofPlatform().start(() -> allocateAndRelease(allocator, true, 1000));
      thread.join();
    }
    assertThat(allocator.leaseCount()).isLessThan(200);
  }

  @Test
  @SuppressWarnings("ThreadPriorityCheck") // other virtual threads shall come in between
  void virtualThreadsShareWhatTheyHave() {
    FreeStoreByteBufAllocator allocator = new FreeStoreByteBufAllocator(store);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1000; i++) {
        threads.execute(() -> {
          ByteBuf direct = allocator.directBuffer(100);
          ByteBuf heap = allocator.heapBuffer(100);
          Thread.yield();
          direct.writeBytes(heap.writeLong(1));
          heap.release();
          direct.release();
        });
      }
    }
    assertThat(allocator.liveBuffers().isEmpty()).isTrue();
    assertThat(allocator.leaseCount()).isBetween(2, 2000);
    ByteBuf next = allocator.directBuffer(8);
    next.release();
    store.verify();
  }

  @Test
  void trimmingLetsGoOfWhatIsIdle() {
    FreeStoreByteBufAllocator allocator = new FreeStoreByteBufAllocator(store);
    ByteBuf kept = allocator.directBuffer(8);
    allocateAndRelease(allocator, true, 1000);
    allocateAndRelease(allocator, false, 1000);
    allocator.trim();
    assertThat(allocator.leaseCount()).isEqualTo(1);
    assertThat(allocator.liveBuffers().buffers()).hasSize(1);
    kept.release();
  }

  @Test
  void heapBuffersUseTheArraysOfReleasedOnes() {
    FreeStoreByteBufAllocator allocator = new FreeStoreByteBufAllocator(store);
    ByteBuf first = allocator.heapBuffer(1000);
    byte[] array = first.array();
    first.release();
    ByteBuf second = allocator.heapBuffer(900);
    assertThat(second.array()).isSameAs(array);
    second.release();
  }
}
