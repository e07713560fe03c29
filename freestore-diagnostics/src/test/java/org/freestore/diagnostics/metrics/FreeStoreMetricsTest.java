// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.FreeStoreStatistics;
import org.freestore.IntArray;
import org.freestore.SizeClassStatistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The meters as Prometheus sees them.
class FreeStoreMetricsTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final FreeStoreMetrics metrics = new FreeStoreMetrics().withSizeClasses();

  @AfterEach
  void close() {
    metrics.close();
    registry.close();
  }

  private static FreeStore open(String name) {
    FreeStore store =
        FreeStore.open(FreeStoreOptions.defaults().withName(name).withLimitBytes(1L << 30));
    for (int i = 1; i <= 5_000; i++) {
      long block = store.malloc(i);
      if (i % 3 == 0) {
        store.free(block);
      }
    }
    IntArray array = IntArray.createIn(store, 100);
    assertThat(array.length()).isEqualTo(100);
    assertThat(store.malloc(100_000)).isPositive();
    return store;
  }

  /// Returns the values by name and labels.
  private Map<String, Long> scrape() {
    Map<String, Long> values = new TreeMap<>();
    registry
        .scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> {
          int gap = line.lastIndexOf(' ');
          values.put(
              line.substring(0, gap), Math.round(Double.parseDouble(line.substring(gap + 1))));
        });
    return values;
  }

  private static long sum(Map<String, Long> values, String name, String... labels) {
    return values.entrySet().stream()
        .filter(each -> each.getKey().startsWith(name + "{"))
        .filter(each -> List.of(labels).stream().allMatch(each.getKey()::contains))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Test
  void theStatesAddUpToWhatTheStoreHolds() {
    try (FreeStore store = open("metered")) {
      metrics.bindTo(registry);
      FreeStoreStatistics figures = store.statistics();
      Map<String, Long> values = scrape();
      String label = "store=\"metered\"";
      assertThat(sum(values, "freestore_memory_bytes", label)).isEqualTo(figures.heldBytes());
      assertThat(values)
          .containsEntry(
              "freestore_memory_bytes{state=\"in_use\",store=\"metered\"}", figures.inUseBytes())
          .containsEntry("freestore_live_blocks{store=\"metered\"}", figures.liveBlocks())
          .containsEntry("freestore_memory_limit_bytes{store=\"metered\"}", figures.limitBytes())
          .containsEntry("freestore_heaps{store=\"metered\"}", (long) figures.heapCount());
      assertThat(figures.inUseBytes()).isPositive();
    }
  }

  @Test
  void theSizeClassesAddUpToTheStore() {
    try (FreeStore store = open("metered")) {
      metrics.bindTo(registry);
      FreeStoreStatistics figures = store.statistics();
      Map<String, Long> values = scrape();
      String label = "store=\"metered\"";
      assertThat(sum(values, "freestore_size_class_bytes", label)).isEqualTo(figures.heldBytes());
      assertThat(sum(values, "freestore_size_class_bytes", label, "state=\"in_use\""))
          .isEqualTo(figures.inUseBytes());
      SizeClassStatistics first = figures.sizeClasses().getFirst();
      assertThat(
              sum(
                  values,
                  "freestore_size_class_bytes",
                  label,
                  "state=\"in_use\"",
                  "block_size=\"" + first.blockBytes() + "\"",
                  "kind=\"" + (first.objects() ? "object" : "raw") + "\""))
          .isEqualTo(first.inUseBytes());
      assertThat(sum(values, "freestore_size_class_bytes", label, "block_size=\"large\""))
          .isPositive();
    }
  }

  @Test
  void theAddressSpaceAddsUpToWhatIsCommitted() {
    try (FreeStore store = open("metered")) {
      metrics.bindTo(registry);
      FreeStoreStatistics figures = store.statistics();
      Map<String, Long> values = scrape();
      assertThat(sum(values, "freestore_address_space_bytes", "pages=\"ordinary\""))
          .isEqualTo(figures.committedBytes());
      assertThat(values)
          .containsEntry("freestore_purged_bytes_total{pages=\"ordinary\"}", figures.purgedBytes());
    }
  }

  /// An address space is reserved when it is first needed, mostly after a registry was bound.
  @Test
  @Timeout(60)
  void anAddressSpaceThatComesLaterHasMetersToo() throws InterruptedException {
    metrics.bindTo(registry);
    try (FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withHugePages(true))) {
      store.malloc(100);
      while (sum(scrape(), "freestore_address_space_bytes", "pages=\"huge\"") == 0) {
        Thread.sleep(50); // until new figures are due
      }
      assertThat(scrape()).containsKey("freestore_purges_total{pages=\"huge\"}");
    }
  }

  @Test
  void metersComeAndGoWithTheirStores() {
    metrics.bindTo(registry);
    assertThat(registry.scrape()).doesNotContain("short-lived");
    FreeStore store = open("short-lived");
    assertThat(scrape()).containsKey("freestore_live_blocks{store=\"short-lived\"}");
    store.close();
    assertThat(registry.scrape()).doesNotContain("short-lived").contains("freestore_purges_total");
    metrics.close();
    assertThat(registry.scrape()).doesNotContain("freestore");
  }

  @Test
  void aMeterThatIsReadAfterAllWereRemovedBringsNoneBack() throws InterruptedException {
    metrics.bindTo(registry);
    try (FreeStore store = open("kept")) {
      Gauge kept = registry.get("freestore.live").tag("store", store.name()).gauge();
      metrics.close();
      Thread.sleep(1_100); // until new figures are due
      assertThat(kept.value()).isNotNegative();
      assertThat(registry.getMeters()).isEmpty();
    }
  }

  @Test
  void storesOfOneNameShareTheirMeters() {
    FreeStore other = open("twin");
    try (FreeStore one = open("twin")) {
      metrics.bindTo(registry);
      long both = one.statistics().inUseBytes() + other.statistics().inUseBytes();
      String meter = "freestore_memory_bytes{state=\"in_use\",store=\"twin\"}";
      assertThat(scrape()).containsEntry(meter, both);
      other.close();
      assertThat(scrape()).containsKey(meter);
    }
    assertThat(registry.scrape()).doesNotContain("twin");
  }

  @Test
  void severalRegistriesCanBeBound() {
    try (FreeStore store = open("metered")) {
      metrics.bindTo(registry);
      SimpleMeterRegistry second = new SimpleMeterRegistry();
      metrics.bindTo(second);
      assertThat(second.get("freestore.live").tag("store", store.name()).gauge().value())
          .isEqualTo((double) store.statistics().liveBlocks());
      second.close();
    }
  }

  @Test
  void everyMeterHasADescription() {
    try (FreeStore store = open("metered")) {
      metrics.bindTo(registry);
      assertThat(store.name()).isEqualTo("metered");
      List<String> helps =
          registry.scrape().lines().filter(line -> line.startsWith("# HELP")).toList();
      assertThat(helps).hasSizeGreaterThan(12).allMatch(line -> line.split(" ", 4).length == 4);
    }
  }
}
