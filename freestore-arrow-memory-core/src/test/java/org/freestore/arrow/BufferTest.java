// SPDX-License-Identifier: Apache-2.0
package org.freestore.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.OutOfFreeStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What Arrow's buffers get from a store, and give back.
class BufferTest {
  private static final FreeStoreOptions OPTIONS = FreeStoreOptions.defaults().withName("buffers");
  private static final int LARGEST_TESTED_BYTES = 20_000;

  private FreeStore store = FreeStore.open(OPTIONS);

  @AfterEach
  void nothingIsLeftAndTheStoreIsSound() {
    store.verify();
    assertThat(store.leaks().isEmpty()).as(() -> store.leaks().toString()).isTrue();
    store.close();
  }

  @Test
  void everySizeIsServedAsAskedForAndAligned() {
    try (RootAllocator root = Allocators.withoutRounding(store)) {
      for (long byteSize = 1; byteSize <= LARGEST_TESTED_BYTES; byteSize++) {
        try (ArrowBuf buffer = root.buffer(byteSize)) {
          assertThat(buffer.capacity()).isEqualTo(byteSize);
          assertThat(buffer.memoryAddress() % alignmentBytes(byteSize)).isZero();
          buffer.setByte(byteSize - 1, 1);
        }
      }
    }
  }

  private static long alignmentBytes(long byteSize) {
    if (byteSize >= 64) {
      return 64;
    }
    return byteSize % 16 == 0 ? 16 : 8;
  }

  @Test
  void largeBuffersAreAlignedToo() {
    try (RootAllocator root = Allocators.withoutRounding(store)) {
      for (long byteSize = 60_000; byteSize < 40_000_000; byteSize = byteSize * 5 / 4 + 1) {
        try (ArrowBuf buffer = root.buffer(byteSize)) {
          assertThat(buffer.memoryAddress() % 64).isZero();
          buffer.setByte(byteSize - 1, 1);
        }
      }
    }
  }

  @Test
  void anEmptyBufferTakesNothing() {
    try (RootAllocator root = Allocators.of(store);
        ArrowBuf empty = root.getEmpty()) {
      assertThat(empty.capacity()).isZero();
      assertThat(empty.memoryAddress()).isNotZero();
      assertThat(store.statistics().liveBlocks()).isZero();
    }
  }

  @Test
  void vectorsGrowAndGoBack() {
    try (RootAllocator root = Allocators.of(store);
        IntVector numbers = new IntVector("numbers", root);
        VarCharVector words = new VarCharVector("words", root)) {
      for (int i = 0; i < 100_000; i++) {
        numbers.setSafe(i, i);
        words.setSafe(i, Integer.toString(i).getBytes(StandardCharsets.UTF_8));
      }
      numbers.setValueCount(100_000);
      words.setValueCount(100_000);
      assertThat(numbers.get(99_999)).isEqualTo(99_999);
      assertThat(words.getObject(12_345)).hasToString("12345");
      assertThat(store.statistics().inUseBytes()).isEqualTo(root.getAllocatedMemory());
    }
  }

  @Test
  void aBufferThatChangesItsAllocatorIsFreedOnceByTheLast() {
    try (RootAllocator root = Allocators.of(store);
        BufferAllocator first = root.newChildAllocator("first", 0, Long.MAX_VALUE);
        BufferAllocator second = root.newChildAllocator("second", 0, Long.MAX_VALUE)) {
      ArrowBuf buffer = first.buffer(256);
      ArrowBuf moved =
          buffer.getReferenceManager().transferOwnership(buffer, second).getTransferredBuffer();
      buffer.close();
      assertThat(store.statistics().liveBlocks()).isEqualTo(1);
      moved.close();
      assertThat(store.statistics().liveBlocks()).isZero();
    }
  }

  @Test
  void anotherThreadMayReleaseABuffer() throws InterruptedException {
    try (RootAllocator root = Allocators.of(store)) {
      List<ArrowBuf> buffers = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        buffers.add(root.buffer(64L << i % 8));
      }
      Thread other = Thread.ofPlatform().start(() -> buffers.forEach(ArrowBuf::close));
      other.join();
      assertThat(root.getAllocatedMemory()).isZero();
    }
  }

  @Test
  void aStoreAtItsLimitIsArrowOutOfMemory() {
    try (FreeStore small = FreeStore.open(OPTIONS.withName("small").withLimitBytes(1 << 20));
        RootAllocator root = Allocators.of(small)) {
      assertThatThrownBy(() -> root.buffer(2 << 20))
          .isInstanceOf(OutOfMemoryException.class)
          .hasMessageContaining("requestedBytes=2097152")
          .hasMessageContaining("store=small")
          .hasCauseInstanceOf(OutOfFreeStoreException.class);
      assertThat(root.getAllocatedMemory()).isZero();
      assertThat(small.statistics().liveBlocks()).isZero();
    }
  }

  @Test
  void aClosedAllocatorGetsNothingAndNothingIsLost() {
    RootAllocator root = Allocators.of(store);
    root.close();
    assertThatThrownBy(() -> FreeStoreAllocationManager.factory(store).create(root, 256))
        .isInstanceOf(RuntimeException.class);
    assertThat(store.statistics().liveBlocks()).isZero();
  }

  @Test
  void aBufferReleasedTwiceIsArrowsToReport() {
    try (RootAllocator root = Allocators.of(store)) {
      ArrowBuf buffer = root.buffer(256);
      buffer.close();
      assertThatThrownBy(buffer::close).isInstanceOf(IllegalStateException.class);
    }
  }
}
