// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.freestore.memory.Memory;
import org.junit.jupiter.api.Test;

/// What stores do now and then, on the threads that use them: nothing here has a thread of its own.
class MaintenanceTest {
  private static final long MIB = 1L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Allocates and frees a little, as a program at rest does, until the figures are as wanted.
  private static FreeStoreStatistics useLightlyUntil(
      FreeStore store, Predicate<FreeStoreStatistics> wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    FreeStoreStatistics figures = Figures.of(store);
    while (!wanted.test(figures)) {
      assertThat(System.nanoTime()).as("patience for %s", figures).isLessThan(deadline);
      for (int i = 0; i < 500; i++) {
        store.free(store.malloc(64));
      }
      Thread.onSpinWait();
      figures = Figures.of(store);
    }
    return figures;
  }

  private static List<Long> allocateTouched(FreeStore store, long bytes, long blockBytes) {
    List<Long> blocks = new ArrayList<>();
    for (long touched = 0; touched < bytes; touched += blockBytes) {
      long address = store.malloc(blockBytes);
      Memory.fill(address, blockBytes, (byte) 1);
      blocks.add(address);
    }
    return blocks;
  }

  @Test
  void freePagesGoBackAfterTheDelayWhileThreadsMerelyAllocate() {
    for (long blockBytes : List.of(1000L, 20_000L, 300_000L)) {
      try (FreeStore store = FreeStore.open()) {
        long resident = ResidentSet.ofBlocks();
        List<Long> blocks = allocateTouched(store, 48 * MIB, blockBytes);
        assertThat(ResidentSet.ofBlocks() - resident).isGreaterThan(40 * MIB);
        blocks.forEach(store::free);
        FreeStoreStatistics end =
            useLightlyUntil(store, f -> f.heldBytes() + f.dirtyFreeBytes() < 5 * MIB);
        assertThat(end.purgedBytes()).isGreaterThan(40 * MIB);
        assertThat(ResidentSet.ofBlocks() - resident).isLessThan(6 * MIB);
      }
    }
  }

  @Test
  void untilTheDelayIsOverFreePagesStayForTheNext() {
    FreeStoreOptions patient =
        FreeStoreOptions.defaults().withPurgeDelay(Duration.ofHours(1)).withName("patient");
    try (FreeStore store = FreeStore.open(patient)) {
      long before = Figures.of(store).purgedBytes();
      List<Long> blocks = allocateTouched(store, 8 * MIB, 300_000);
      blocks.forEach(store::free);
      for (int i = 0; i < 100_000; i++) {
        store.free(store.malloc(64));
      }
      assertThat(Figures.of(store).purgedBytes()).isEqualTo(before);
      assertThat(Figures.of(store).dirtyFreeBytes()).isGreaterThan(7 * MIB);
    }
  }

  @Test
  void aDelayOfForeverIsADelay() {
    FreeStoreOptions never =
        FreeStoreOptions.defaults().withPurgeDelay(Duration.ofSeconds(Long.MAX_VALUE));
    try (FreeStore store = FreeStore.open(never)) {
      store.free(store.malloc(2 * MIB));
      assertThat(Figures.of(store).dirtyFreeBytes()).isPositive();
    }
  }

  @Test
  void afterTrimNearlyNothingIsResident() throws Exception {
    try (FreeStore store = FreeStore.open()) {
      long resident = ResidentSet.ofBlocks();
      for (long blockBytes : List.of(64L, 1000L, 20_000L, 300_000L)) {
        List<Long> blocks = allocateTouched(store, 10 * MIB, blockBytes);
        OtherThread.run(() -> blocks.forEach(store::free));
      }
      store.trim();
      assertThat(ResidentSet.ofBlocks() - resident).isLessThan(2 * MIB);
      assertThat(Figures.of(store).heldBytes()).isZero();
    }
  }

  @Test
  void aHeapWhoseOwnerSleepsDoesNotHoldBackWhatOthersFreed() throws Exception {
    try (FreeStore store = FreeStore.open()) {
      List<Long> blocks = new ArrayList<>();
      CountDownLatch allocated = new CountDownLatch(1);
      CountDownLatch wakeUp = new CountDownLatch(1);
      Thread sleeper =
          new Thread(() -> {
            blocks.addAll(allocateTouched(store, 20 * MIB, 1000));
            allocated.countDown();
            try {
              wakeUp.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      sleeper.start();
      allocated.await();
      blocks.forEach(store::free);
      useLightlyUntil(store, f -> f.remoteFreedBytes() == 0 && f.heldBytes() < 2 * MIB);
      assertThat(sleeper.isAlive()).isTrue();
      wakeUp.countDown();
      sleeper.join();
      store.verify();
    }
  }

  @Test
  void whatAThreadLeftBehindIsFoundByThoseWhoGoOn() throws Exception {
    try (FreeStore store = FreeStore.open()) {
      List<Long> kept = new ArrayList<>();
      OtherThread.run(() -> {
        List<Long> blocks = allocateTouched(store, 20 * MIB, 1000);
        kept.addAll(blocks.subList(0, 10));
        blocks.subList(10, blocks.size()).forEach(store::free);
      });
      useLightlyUntil(store, f -> f.heldBytes() < 2 * MIB);
      kept.forEach(store::free);
      useLightlyUntil(store, f -> f.heldBytes() < MIB / 2);
      assertThat(Figures.of(store).liveBlocks()).isZero();
    }
  }

  @Test
  void aHundredGenerationsOfThreadsTakeNoMoreThanOne() throws Exception {
    try (FreeStore store = FreeStore.open()) {
      long held = 0;
      for (int generation = 0; generation < 100; generation++) {
        OtherThread.runAll(
            Thread.ofPlatform(),
            java.util.Collections.nCopies(
                3, () -> allocateTouched(store, MIB, 500).forEach(store::free)));
        if (generation == 10) {
          held = Figures.of(store).heldBytes();
        }
      }
      FreeStoreStatistics end = Figures.of(store);
      assertThat(end.heapCount()).isLessThanOrEqualTo(12);
      assertThat(end.heldBytes()).isLessThan(Math.max(2 * held, 16 * MIB));
      store.verify();
    }
  }

  @Test
  void aClosedStoreIsGarbage() throws Exception {
    List<WeakReference<FreeStore>> closed = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      closed.add(useAndClose());
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (closed.stream().anyMatch(reference -> reference.get() != null)) {
      assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
      System.gc();
      Thread.sleep(20);
    }
  }

  private static WeakReference<FreeStore> useAndClose() {
    FreeStore store = FreeStore.open();
    store.free(store.malloc(100));
    store.close();
    return new WeakReference<>(store);
  }
}
