// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.freestore.fixture.Point;
import org.freestore.heap.Sampling;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A sample of all allocations is recorded with its sites, each as likely as its size says, and
/// nothing else is different for it.
class SamplingTest {
  private static final int MEAN = 16 << 10;

  private static FreeStore open(long samplingBytes) {
    return FreeStore.open(
        FreeStoreOptions.defaults().withName("sampled").withSamplingBytes(samplingBytes));
  }

  private static Map<String, Double> weightsBySite(FreeStore store) {
    Map<String, Double> weights = new HashMap<>();
    store.walk((address, usableBytes) -> add(weights, store.allocationOf(address)));
    store.walkObjects(object -> add(weights, store.allocationOf(object)));
    return weights;
  }

  private static void add(Map<String, Double> weights, @Nullable Allocation allocation) {
    if (allocation != null) {
      weights.merge(
          allocation.frames().getFirst().getMethodName(), allocation.weight(), Double::sum);
    }
  }

  private static void often(FreeStore store) {
    FreeStore.createIn(store, Point.class);
  }

  private static void seldom(FreeStore store) {
    FreeStore.createIn(store, Point.class);
  }

  private static void forAMoment(FreeStore store) {
    FreeStore.delete(FreeStore.createIn(store, Point.class));
  }

  private static long raw(FreeStore store) {
    return store.malloc(64);
  }

  @Test
  void sitesAreSampledInProportionToWhatTheyAllocate() {
    try (FreeStore store = open(MEAN)) {
      for (int i = 0; i < 400_000; i++) {
        if (i % 10 == 3) {
          seldom(store);
        } else {
          often(store);
        }
      }
      Map<String, Double> weights = weightsBySite(store);
      double sum = weights.getOrDefault("often", 0.0) + weights.getOrDefault("seldom", 0.0);
      assertThat(weights.getOrDefault("seldom", 0.0) / sum).isCloseTo(0.1, within(0.04));
      assertThat(sum).isCloseTo(400_000, within(80_000.0));
    }
  }

  @Test
  void whoLeaksIsFoundAmongThoseWhoDoNot() {
    try (FreeStore store = open(MEAN)) {
      for (int i = 0; i < 100_000; i++) {
        for (int j = 0; j < 7; j++) {
          forAMoment(store);
        }
        often(store);
      }
      Map<String, Double> weights = weightsBySite(store);
      assertThat(weights).containsOnlyKeys("often");
    }
  }

  @Test
  void sampledRawBlocksAreFreedAndReportedAsAnyOther() {
    try (FreeStore store = open(MEAN)) {
      List<Long> blocks = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        blocks.add(raw(store));
      }
      List<Long> sampled =
          blocks.stream().filter(block -> store.allocationOf(block) != null).toList();
      assertThat(sampled).hasSizeBetween(5, 1_000);
      store.verify();
      for (long block : sampled) {
        assertThat(store.usableSize(block)).isEqualTo(64);
        store.free(block);
        assertThat(store.allocationOf(block)).isNull();
        assertThatExceptionOfType(DoubleDeleteException.class).isThrownBy(() -> store.free(block));
      }
      blocks.removeAll(sampled);
      blocks.forEach(store::free);
      store.verify();
      assertThat(store.statistics().liveBlocks()).isZero();
    }
  }

  @Test
  void sampledBlocksAreFreedByOtherThreadsToo() throws InterruptedException {
    try (FreeStore store = open(MEAN)) {
      List<Long> blocks = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        blocks.add(raw(store));
      }
      Thread other = Thread.ofPlatform().start(() -> blocks.forEach(store::free));
      other.join();
      store.verify();
      assertThat(weightsBySite(store)).isEmpty();
      for (int i = 0; i < 10_000; i++) {
        raw(store);
      }
      store.verify();
    }
  }

  @Test
  void virtualThreadsAreSampled() {
    try (FreeStore store = open(MEAN)) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 50; i++) {
          threads.execute(() -> {
            for (int j = 0; j < 1_000; j++) {
              often(store);
            }
          });
        }
      }
      store.verify();
      assertThat(weightsBySite(store).getOrDefault("often", 0.0))
          .isCloseTo(50_000, within(25_000.0));
    }
  }

  @Test
  void largeBlocksAndLargePayloadsAreSampled() {
    try (FreeStore store = open(MEAN)) {
      LongArray array = LongArray.createIn(store, 100_000);
      long block = store.malloc(1 << 20);
      assertThat(weightsBySite(store))
          .containsOnlyKeys("largeBlocksAndLargePayloadsAreSampled")
          .containsValue(2.0);
      assertThatExceptionOfType(InvalidDeleteException.class)
          .isThrownBy(() -> store.free(array.address));
      FreeStore.deleteArray(array);
      store.free(block);
      assertThat(weightsBySite(store)).isEmpty();
      store.verify();
    }
  }

  @Test
  void pausesBetweenSamplesLeaveNearlyAllTheTimeToTheProgram() {
    assertThat(Sampling.pauseAfter(10_000)).isEqualTo(5_000_000);
    assertThat(Sampling.pauseAfter(50_000)).isEqualTo(10_000_000);
    assertThat(Sampling.pauseAfter(1_000_000_000)).isEqualTo(20_000_000);
  }

  @Test
  void howFastAProgramTakesLargeBlocksDoesNotMatter() {
    try (FreeStore store = open(FreeStoreOptions.defaults().samplingBytes())) {
      long start = System.nanoTime();
      int samples = 0;
      for (int i = 0; i < 100_000; i++) {
        long block = store.malloc(1 << 20);
        samples += store.allocationOf(block) != null ? 1 : 0;
        store.free(block);
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertThat(samples).isBetween(1, 2 + (int) millis / 5);
    }
  }

  @Test
  void howFastBlocksLeaveSlabsDoesNotMatter() {
    try (FreeStore store = open(FreeStoreOptions.defaults().samplingBytes())) {
      long start = System.nanoTime();
      int samples = 0;
      long[] blocks = new long[512];
      for (int i = 0; i < 200; i++) {
        for (int j = 0; j < blocks.length; j++) {
          blocks[j] = store.malloc(16 << 10);
          samples += store.allocationOf(blocks[j]) != null ? 1 : 0;
        }
        for (long block : blocks) {
          store.free(block);
        }
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertThat(samples).isBetween(1, 2 + (int) millis / 5);
    }
  }

  @Test
  void aSampleOfAnObjectStandsForItsSizeWhicheverOfItsBlocksWasSampled() {
    try (FreeStore store = open(MEAN)) {
      int arrays = 10_000; // so many that of some it is the block with the header
      for (int i = 0; i < arrays; i++) {
        LongArray.createIn(store, 1_000);
      }
      List<Double> weights = new ArrayList<>();
      store.walkObjects(object -> {
        Allocation allocation = store.allocationOf(object);
        if (allocation != null) {
          weights.add(allocation.weight());
        }
      });
      assertThat(weights)
          .hasSizeGreaterThan(100)
          .allSatisfy(weight -> assertThat(weight).isCloseTo(MEAN / 8_000.0, within(0.5)));
    }
  }

  @Test
  void aSampleThatNobodyTakesIsGivenUp() {
    try (FreeStore store = open(64)) { // every refill has one
      List<Long> blocks = new ArrayList<>();
      for (int i = 0; i < 5_000; i++) {
        blocks.add(raw(store));
      }
      blocks.forEach(store::free);
      store.verify();
      assertThat(store.statistics().liveBlocks()).isZero();
    }
  }

  @Test
  void withoutSamplingNothingIsRecorded() {
    try (FreeStore store = open(0)) {
      for (int i = 0; i < 100_000; i++) {
        often(store);
      }
      store.malloc(1 << 20);
      assertThat(weightsBySite(store)).isEmpty();
    }
  }

  @Test
  void recordsOfWhatIsGoneAreDropped() {
    try (FreeStore store = open(1)) {
      for (int i = 0; i < 200; i++) {
        List<Point> points = new ArrayList<>();
        for (int j = 0; j < 2_000; j++) {
          points.add(FreeStore.createIn(store, Point.class));
        }
        points.forEach(FreeStore::delete);
      }
      assertThat(store.sampleCount()).isLessThan(4_000);
    }
  }
}
