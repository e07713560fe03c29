// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.FreeStoreStatistics;
import org.freestore.diagnostics.management.SiteUsage;
import org.freestore.diagnostics.management.TypeUsage;
import org.freestore.diagnostics.management.Usage;
import org.junit.jupiter.api.Test;

/// What is cut off on the right of a narrow terminal is not what one looks for.
class TopTextTest {
  private static final String FRAME =
      "org.example.shop.catalog.imports.ProductImporter.read(ProductImporter.java:41)";
  private static final Usage USAGE =
      new Usage(
          100,
          6_400,
          List.of(new TypeUsage("(raw block)", 100, 6_400)),
          0,
          0,
          List.of(new SiteUsage(List.of(FRAME), "(raw block)", 3, 100, 6_400, false)),
          0,
          0,
          1);

  private static List<String> lines(int columns) {
    TopSample sample = new TopSample(1, 1_000, List.of(), Map.of(), List.of(), USAGE, 1);
    return new TopText(null, sample, 10, 10).lines("process 1", columns);
  }

  @Test
  void aSiteIsAWholeFrameWhereThereIsRoom() {
    assertThat(lines(Integer.MAX_VALUE).getLast())
        .startsWith("(raw block)    100  6.3 KiB")
        .endsWith("3  " + FRAME);
  }

  @Test
  void storesOfOneNameHaveEachItsOwnChange() {
    try (FreeStore one = FreeStore.open(FreeStoreOptions.defaults().withName("twin"));
        FreeStore other = FreeStore.open(FreeStoreOptions.defaults().withName("twin"))) {
      one.free(one.malloc(1 << 20));
      long block = other.malloc(1 << 20);
      List<FreeStoreStatistics> stores = List.of(one.statistics(), other.statistics());
      TopSample before = new TopSample(0, 0, stores, Map.of(), List.of(), USAGE, 0);
      TopSample now = new TopSample(1_000_000_000, 1_000, stores, Map.of(), List.of(), USAGE, 0);
      List<String> lines = new TopText(before, now, 10, 10).lines("process 1", 1_000);
      assertThat(lines)
          .filteredOn(line -> line.startsWith("twin"))
          .hasSize(2)
          .allSatisfy(line -> assertThat(line).contains("+0 B/s"));
      other.free(block);
    }
  }

  @Test
  void inANarrowTerminalItIsTheMethodTheFileAndTheLine() {
    assertThat(lines(80).getLast())
        .hasSizeLessThanOrEqualTo(80)
        .startsWith("(raw block)    100  6.3 KiB")
        .endsWith("  read(ProductImporter.java:41)");
  }
}
