// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Random;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.diagnostics.fixture.Node;
import org.freestore.diagnostics.fixture.NodeStruct;
import org.freestore.diagnostics.snapshot.Attribution.Share;
import org.junit.jupiter.api.Test;

/// Shares add up, are exact where all is recorded, and their intervals are as wide as they say.
class AttributionTest {
  private static final int MEMBERS = 10_000;

  /// Of 10,000 members 3,000 are of origin 0 and the others of origin 1; each is sampled by chance.
  private static List<Share> sampled(Random random, double rate) {
    Attribution attribution = new Attribution(1);
    int population = attribution.addPopulation();
    for (int i = 0; i < MEMBERS; i++) {
      if (random.nextDouble() < rate) {
        attribution.addRecorded(population, i < 3_000 ? 0 : 1, 1 / rate, 16);
      } else {
        attribution.add(population, 16);
      }
    }
    return attribution.shares(population, false);
  }

  @Test
  void sharesOfASampleAddUpToThePopulation() {
    Random random = new Random(1);
    for (double rate : new double[] {0, 0.001, 0.01, 0.1, 1}) {
      List<Share> shares = sampled(random, rate);
      assertThat(shares.stream().mapToLong(Share::count).sum()).isEqualTo(MEMBERS);
      assertThat(shares.stream().mapToLong(it -> it.sums().getFirst()).sum())
          .isEqualTo(MEMBERS * 16L);
      assertThat(shares).allMatch(it -> it.low() <= it.count() && it.count() <= it.high());
    }
  }

  @Test
  void theIntervalHoldsTheTruthInNineteenOfTwentyCases() {
    Random random = new Random(2);
    int held = 0;
    for (int i = 0; i < 1_000; i++) {
      List<Share> shares = sampled(random, 0.005);
      Share first = shares.getFirst();
      held += first.origin() == 0 && first.low() <= 3_000 && 3_000 <= first.high() ? 1 : 0;
    }
    assertThat(held).isBetween(925, 975);
  }

  @Test
  void whereAllOughtToBeRecordedTheRestIsUnknown() {
    Attribution attribution = new Attribution(1);
    int population = attribution.addPopulation();
    attribution.addRecorded(population, 7, 1, 16);
    attribution.add(population, 24);
    assertThat(attribution.shares(population, true))
        .extracting(Share::origin, Share::count, it -> it.sums().getFirst(), Share::exact)
        .containsExactly(tuple(7, 1L, 16L, true), tuple(Attribution.UNKNOWN, 1L, 24L, true));
  }

  @Test
  void sizesAreAboutTheSameFromAPowerOfTwoToTheNext() {
    assertThat(Attribution.aboutSize(64)).isEqualTo(Attribution.aboutSize(127));
    assertThat(Attribution.aboutSize(128)).isNotEqualTo(Attribution.aboutSize(127));
    assertThat(Attribution.aboutSize(1L << 40)).isEqualTo(40);
  }

  private static Node often(FreeStore store) {
    return NodeStruct.createIn(store);
  }

  private static Node seldom(FreeStore store) {
    return NodeStruct.createIn(store);
  }

  @Test
  void aStoreThatSamplesTellsWhichSiteHasMore() {
    try (FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withSamplingBytes(4_096))) {
      Random random = new Random(3);
      for (int i = 0; i < 100_000; i++) {
        if (random.nextInt(4) == 0) {
          seldom(store);
        } else {
          often(store);
        }
      }
      List<Groups.Line> lines = Groups.of(Snapshot.of(store), Grouping.SITE);
      assertThat(lines).hasSize(2).noneMatch(Groups.Line::exact);
      assertThat(lines.getFirst().key().site().top()).contains("AttributionTest.often");
      assertThat(lines.getFirst().count()).isBetween(65_000L, 85_000L);
    }
  }
}
