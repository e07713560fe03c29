// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.freestore.OtherThread.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What threads leave behind is freed into and adopted by others at the same time; and two that
/// free one block are one too many.
class AdoptionStressTest {
  private static final long MIB = 1L << 20;

  @ParameterizedTest
  @ValueSource(longs = {16, 200, 3_000, 30_000})
  void slabsOfEndedThreadsAreFreedIntoWhileTheyAreAdopted(long byteSize) throws Exception {
    try (FreeStore store = FreeStore.open()) {
      Queue<Long> left = new ConcurrentLinkedQueue<>();
      for (int generation = 0; generation < 12; generation++) {
        OtherThread.runAll(
            Thread.ofPlatform(),
            List.of(leave(store, left, byteSize), take(store, left), leave(store, left, byteSize)));
        store.verify();
        Figures.of(store);
      }
      left.forEach(store::free);
      store.trim();
      FreeStoreStatistics end = Figures.of(store);
      assertThat(end.liveBlocks()).isZero();
      assertThat(end.heldBytes()).isZero();
      assertThat(end.heapCount()).isLessThanOrEqualTo(8);
      assertThat(end.racingFrees()).isZero();
    }
  }

  /// Allocates, frees some itself, leaves the others and ends.
  private static Work leave(FreeStore store, Queue<Long> left, long byteSize) {
    return () -> {
      List<Long> own = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        own.add(store.malloc(byteSize));
      }
      Collections.shuffle(own, new Random(byteSize));
      own.subList(0, 150).forEach(store::free);
      left.addAll(own.subList(150, 400));
    };
  }

  /// Frees what others left, and allocates of the same class in between.
  private static Work take(FreeStore store, Queue<Long> left) {
    return () -> {
      for (int i = 0; i < 600; i++) {
        Long block = left.poll();
        if (block == null) {
          LockSupport.parkNanos(10_000);
        } else {
          long byteSize = store.usableSize(block);
          store.free((long) block);
          if (i % 3 == 0) {
            store.free(store.malloc(byteSize));
          }
        }
      }
    };
  }

  @Test
  void theBlocksOfStripesAreFreedByPlatformThreadsAndTheOtherWayRound() throws Exception {
    try (FreeStore store = FreeStore.open()) {
      Queue<Long> left = new ConcurrentLinkedQueue<>();
      for (int generation = 0; generation < 6; generation++) {
        OtherThread.runAll(Thread.ofVirtual(), Collections.nCopies(20, leave(store, left, 100)));
        OtherThread.runAll(Thread.ofPlatform(), Collections.nCopies(3, take(store, left)));
        OtherThread.runAll(Thread.ofVirtual(), Collections.nCopies(3, take(store, left)));
        store.verify();
      }
      left.forEach(store::free);
      store.trim();
      assertThat(Figures.of(store).heldBytes()).isLessThan(MIB);
      assertThat(Figures.of(store).liveBlocks()).isZero();
    }
  }

  /// Where the owner is one of two, its plain store may overwrite the other's claim: then both
  /// return, and the lost free is counted. No block is in two places afterwards, and none is lost.
  @Test
  void anOwnerAndAnotherThreadThatFreeTheSameBlocksDoNoHarm() throws Exception {
    try (FreeStore store = FreeStore.open()) {
      int count = 2_000;
      AtomicInteger successes = new AtomicInteger();
      List<Long> blocks = Collections.synchronizedList(new ArrayList<>());
      CyclicBarrier start = new CyclicBarrier(2);
      Work owner =
          () -> {
            for (int i = 0; i < count; i++) {
              blocks.add(store.malloc(100));
            }
            start.await();
            successes.addAndGet(freeAll(store, List.copyOf(blocks)));
          };
      Work other =
          () -> {
            start.await();
            successes.addAndGet(freeAll(store, List.copyOf(blocks)));
          };
      OtherThread.runAll(Thread.ofPlatform(), List.of(owner, other));
      assertThat(successes.get()).isBetween(count, 2 * count);
      settle(store, successes.get() - count);
      assertThat(new ArrayList<>(allocateDistinct(store, count))).hasSize(count);
      store.verify();
    }
  }

  private static int freeAll(FreeStore store, List<Long> blocks) {
    int successes = 0;
    for (long address : blocks) {
      try {
        store.free(address);
        successes++;
      } catch (DoubleDeleteException report) {
        assertThat(report.address()).isEqualTo(address);
      }
    }
    return successes;
  }

  /// A claim that was overwritten is given up after two seconds.
  private static void settle(FreeStore store, int races) {
    long deadline = System.nanoTime() + 60_000_000_000L;
    FreeStoreStatistics figures = Figures.of(store);
    while (figures.racingFrees() < races || figures.remoteFreedBytes() > 0) {
      assertThat(System.nanoTime()).as("patience for %s", figures).isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
      store.trim();
      figures = Figures.of(store);
    }
    assertThat(figures.racingFrees()).isEqualTo(races);
    assertThat(figures.liveBlocks()).isZero();
  }

  private static List<Long> allocateDistinct(FreeStore store, int count) {
    List<Long> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      blocks.add(store.malloc(100));
    }
    assertThat(blocks).doesNotHaveDuplicates();
    return blocks;
  }
}
