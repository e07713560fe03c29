// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunBinsTest {
  private static final int GRANULES = 4096;
  private static final int MOST_GRANULES = (int) (Window.MOST_BYTES >>> Region.GRANULE_SHIFT);

  private final MemorySegment descriptors =
      Arena.ofAuto().allocate(GRANULES * GranuleDescriptor.DESCRIPTOR_BYTES, 64);
  private final GranuleTable table = new GranuleTable(descriptors.address());
  private final RunBins bins = new RunBins(table, GranuleDescriptor.FREE_DIRTY);

  @Test
  void binsAreMonotonicOverEveryLengthAndSkipNone() {
    int previous = 0;
    assertEquals(0, RunBins.bin(1));
    for (int granules = 2; granules <= MOST_GRANULES; granules++) {
      int bin = RunBins.bin(granules);
      assertTrue(bin == previous || bin == previous + 1);
      previous = bin;
    }
    assertThat(previous).isLessThan(bins.binCount());
  }

  @Test
  void lengthsUpTo15HaveABinEach() {
    for (int granules = 1; granules < 16; granules++) {
      assertThat(RunBins.bin(granules)).isEqualTo(granules - 1);
    }
  }

  @Test
  void aBinSpansAnEighthOfItsLengths() {
    int first = 16;
    for (int granules = 17; granules <= MOST_GRANULES; granules++) {
      if (RunBins.bin(granules) != RunBins.bin(first)) {
        assertTrue(8L * (granules - first) <= first);
        first = granules;
      }
    }
  }

  @Test
  void theLongestPossibleRunHasABin() {
    assertThat(RunBins.bin(Integer.MAX_VALUE)).isLessThan(bins.binCount());
  }

  @Test
  void aRunThatWasPutInIsFoundForEveryLengthUpToItsOwn() {
    for (int length = 1; length <= 600; length++) {
      bins.insert(7, length);
      for (int wanted = 1; wanted <= length; wanted++) {
        assertEquals(7, bins.find(wanted));
      }
      for (int wanted = length + 1; wanted <= 2 * length + 2; wanted++) {
        assertEquals(-1, bins.find(wanted));
      }
      bins.remove(7);
    }
    assertThat(bins.granules()).isZero();
  }

  @Test
  void bothEndsOfARunCarryItsStateAndLength() {
    bins.insert(100, 23);
    for (int end : new int[] {100, 122}) {
      assertThat(table.state(end)).isEqualTo(GranuleDescriptor.FREE_DIRTY);
      assertThat(table.granules(end)).isEqualTo(23);
    }
  }

  @Test
  void whateverIsPutInAndTakenOutTheBinsHoldTheRest() {
    Random random = new Random(1);
    Map<Integer, Integer> expected = new TreeMap<>();
    for (int step = 0; step < 40_000; step++) {
      int granule = random.nextInt(GRANULES / 64) * 64;
      if (expected.containsKey(granule)) {
        expected.remove(granule);
        bins.remove(granule);
      } else {
        int length = 1 + random.nextInt(64);
        expected.put(granule, length);
        bins.insert(granule, length);
      }
      assertEquals(expected.values().stream().mapToLong(l -> l).sum(), bins.granules());
      checkFind(expected, 1 + random.nextInt(64));
    }
    assertThat(binned()).isEqualTo(expected.keySet());
  }

  /// A run is never too short. One may be overlooked only where all long enough ones share the bin
  /// that the length is in, behind many that are too short.
  private void checkFind(Map<Integer, Integer> expected, int wanted) {
    int found = bins.find(wanted);
    if (found >= 0) {
      assertTrue(expected.getOrDefault(found, 0) >= wanted);
    } else {
      assertTrue(expected.values().stream().noneMatch(l -> RunBins.bin(l) > RunBins.bin(wanted)));
    }
  }

  private Set<Integer> binned() {
    Set<Integer> runs = new HashSet<>();
    for (int bin = 0; bin < bins.binCount(); bin++) {
      for (int run = bins.head(bin);
          run >= 0;
          run = GranuleDescriptor.next(table.descriptor(run))) {
        assertThat(RunBins.bin(table.granules(run))).isEqualTo(bin);
        assertThat(runs.add(run)).isTrue();
      }
    }
    return runs;
  }

  @Test
  void runsAreTakenOutInAnyOrder() {
    List<Integer> runs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      runs.add(i * 20);
      bins.insert(i * 20, 17);
    }
    Collections.shuffle(runs, new Random(2));
    for (int run : runs) {
      bins.remove(run);
    }
    assertThat(bins.granules()).isZero();
    assertThat(bins.find(1)).isEqualTo(-1);
    assertThat(binned()).isEmpty();
  }
}
