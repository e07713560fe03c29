// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.freestore.memory.Memory;
import org.freestore.os.FaultyOsMemory;
import org.freestore.os.FaultyOsMemory.Operation;
import org.freestore.os.HostMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {
  private static final int GRANULES = 1024;
  private static final byte SCRIBBLE = 0x5a;

  private FaultyOsMemory os;
  private Region region;

  @BeforeEach
  void makeRegion() {
    os = new FaultyOsMemory(HostMemory.open());
    region = region(false);
  }

  private Region region(boolean hugePages) {
    Window window = Objects.requireNonNull(Window.reserve(os, GRANULES * Region.GRANULE_BYTES));
    return new Region(window, 0, GRANULES, hugePages);
  }

  @AfterEach
  void release() {
    os.close();
  }

  private void verify() {
    assertThat(region.firstBrokenInvariant()).isNull();
    RegionStatistics sums = region.statistics();
    assertThat(sums.frontierBytes()).isLessThanOrEqualTo(sums.committedBytes());
    assertThat(sums.dirtyFreeBytes() + sums.cleanFreeBytes())
        .isLessThanOrEqualTo(sums.frontierBytes());
  }

  private int allocate(int granules) {
    int run = region.allocateRun(granules, 1);
    assertThat(run).isNotNegative();
    return run;
  }

  private void scribble(int run) {
    Memory.fill(region.address(run), region.runGranules(run) * Region.GRANULE_BYTES, SCRIBBLE);
  }

  private boolean isZero(int run) {
    long bytes = region.runGranules(run) * Region.GRANULE_BYTES;
    return Memory.mismatch(region.address(run), bytes, (byte) 0) < 0;
  }

  @Test
  void runsFollowEachOtherFromTheBase() {
    assertThat(allocate(1)).isEqualTo(0);
    assertThat(allocate(3)).isEqualTo(1);
    assertThat(allocate(2)).isEqualTo(4);
    assertThat(region.handedOutBytes()).isEqualTo(6 * Region.GRANULE_BYTES);
    verify();
  }

  @Test
  void freshRunsAreCleanAndZero() {
    int run = allocate(5);
    assertThat(region.wasClean(run)).isTrue();
    assertThat(isZero(run)).isTrue();
  }

  @Test
  void aFreedRunIsHandedOutAgainAndIsNotClean() {
    int run = allocate(4);
    allocate(1);
    scribble(run);
    region.freeRun(run, 0);
    assertThat(allocate(4)).isEqualTo(run);
    assertThat(region.wasClean(run)).isFalse();
    verify();
  }

  @Test
  void aPurgedRunIsCleanAndZeroAgain() {
    int run = allocate(4);
    allocate(1);
    scribble(run);
    region.freeRun(run, 10);
    assertThat(region.purge(11)).isFalse();
    assertThat(allocate(4)).isEqualTo(run);
    assertThat(region.wasClean(run)).isTrue();
    assertThat(isZero(run)).isTrue();
    verify();
  }

  @Test
  void onlyRunsFreedBeforeTheGivenMomentArePurged() {
    int early = allocate(2);
    allocate(1);
    int late = allocate(2);
    allocate(1);
    region.freeRun(early, 10);
    region.freeRun(late, 20);
    region.purge(20);
    RegionStatistics sums = region.statistics();
    assertThat(sums.cleanFreeBytes()).isEqualTo(2 * Region.GRANULE_BYTES);
    assertThat(sums.dirtyFreeBytes()).isEqualTo(2 * Region.GRANULE_BYTES);
    assertThat(sums.purgedBytes()).isEqualTo(2 * Region.GRANULE_BYTES);
    assertThat(sums.purgeCalls()).isEqualTo(1);
    verify();
  }

  @Test
  void freedNeighboursBecomeOneRunWhateverTheOrder() {
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (int[] order : orders) {
      int[] runs = {allocate(2), allocate(3), allocate(4)};
      int fence = allocate(1);
      for (int i : order) {
        region.freeRun(runs[i], 0);
        verify();
      }
      int whole = allocate(9);
      assertThat(whole).isEqualTo(runs[0]);
      region.freeRun(whole, 0);
      region.freeRun(fence, 0);
      verify();
    }
  }

  @Test
  void dirtyRunsAreTakenBeforeCleanOnesAndCleanOnesBeforeFreshOnes() {
    int first = allocate(2);
    allocate(1);
    int second = allocate(2);
    allocate(1);
    region.freeRun(first, 0);
    region.purge(1);
    region.freeRun(second, 0);
    assertThat(allocate(2)).isEqualTo(second);
    assertThat(allocate(2)).isEqualTo(first);
    assertThat(allocate(2)).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16, 32, 64, 128, 256})
  void runsAreAlignedAsAskedAndWhatIsSkippedIsNotLost(int alignment) {
    allocate(1);
    int run = region.allocateRun(3, alignment);
    assertThat(region.address(run) % (alignment * Region.GRANULE_BYTES)).isZero();
    verify();
    region.freeRun(run, 0);
    int fromFree = region.allocateRun(1, alignment);
    assertThat(region.address(fromFree) % (alignment * Region.GRANULE_BYTES)).isZero();
    verify();
    RegionStatistics sums = region.statistics();
    assertThat(sums.frontierBytes() - sums.dirtyFreeBytes() - sums.cleanFreeBytes())
        .isEqualTo(2 * Region.GRANULE_BYTES);
  }

  @Test
  void whatTheRegionCannotHoldIsRefused() {
    assertThat(region.allocateRun(GRANULES + 1, 1)).isEqualTo(Region.NO_RUN);
    assertThat(region.allocateRun(Integer.MAX_VALUE, 1)).isEqualTo(Region.NO_RUN);
    assertThat(region.allocateRun(1, 1 << 30)).isEqualTo(Region.NO_RUN);
    assertThat(region.allocateRun(GRANULES, 2)).isEqualTo(Region.NO_RUN);
    int all = allocate(GRANULES);
    assertThat(region.allocateRun(1, 1)).isEqualTo(Region.NO_RUN);
    region.freeRun(all, 0);
    assertThat(allocate(1)).isEqualTo(0);
    verify();
  }

  @Test
  void aRunShrinksInPlaceAndItsEndIsFree() {
    int run = allocate(10);
    assertThat(region.resizeRun(run, 4, 0)).isTrue();
    assertThat(region.runGranules(run)).isEqualTo(4);
    verify();
    assertThat(allocate(6)).isEqualTo(run + 4);
  }

  @Test
  void aRunGrowsIntoFreeNeighboursOfEitherKindAndTheFrontier() {
    for (boolean purged : new boolean[] {false, true}) {
      int run = allocate(2);
      int neighbour = allocate(5);
      int fence = allocate(1);
      scribble(run);
      assertThat(region.resizeRun(run, 3, 0)).isFalse();
      region.freeRun(neighbour, 0);
      if (purged) {
        region.purge(1);
      }
      assertThat(region.resizeRun(run, 4, 0)).isTrue();
      verify();
      assertThat(region.resizeRun(run, 7, 0)).isTrue();
      verify();
      assertThat(region.resizeRun(run, 8, 0)).isFalse();
      assertThat(Memory.mismatch(region.address(run), 2 * Region.GRANULE_BYTES, SCRIBBLE))
          .isEqualTo(-1);
      region.freeRun(run, 0);
      region.freeRun(fence, 0);
    }
    int last = allocate(100);
    assertThat(region.resizeRun(last, 200, 0)).isTrue();
    assertThat(region.resizeRun(last, GRANULES + 1, 0)).isFalse();
    verify();
  }

  @Test
  void zeroingReachesEveryByteAndNoneBeyond() {
    int run = allocate(80);
    long start = region.address(run);
    for (long bytes : new long[] {1, 4095, 65_537, 2L << 20, (2L << 20) + 1, (4L << 20) + 5000}) {
      scribble(run);
      region.zero(start, bytes);
      assertThat(Memory.mismatch(start, bytes, (byte) 0)).isEqualTo(-1);
      assertThat(Memory.mismatch(start + bytes, 10_000, SCRIBBLE)).isEqualTo(-1);
    }
  }

  @Test
  void zeroingByARefusedPurgeWrites() {
    int run = allocate(64);
    scribble(run);
    os.refuseAll(Operation.PURGE);
    region.zero(region.address(run), 64 * Region.GRANULE_BYTES);
    assertThat(isZero(run)).isTrue();
  }

  @Test
  void aRefusedPurgeKeepsTheRunDirtyAndEndsTheRound() {
    int run = allocate(4);
    allocate(1);
    scribble(run);
    region.freeRun(run, 0);
    os.refuseAll(Operation.PURGE);
    assertThat(region.purge(Long.MAX_VALUE)).isFalse();
    assertThat(region.statistics().dirtyFreeBytes()).isEqualTo(4 * Region.GRANULE_BYTES);
    assertThat(region.statistics().purgedBytes()).isZero();
    verify();
    assertThat(allocate(4)).isEqualTo(run);
    assertThat(region.wasClean(run)).isFalse();
  }

  @Test
  void whatTheSystemRefusedToPurgeIsOfferedAgain() {
    int run = allocate(4);
    allocate(1);
    scribble(run);
    region.freeRun(run, 0);
    os.refuse(Operation.PURGE, 1, 1);
    region.purge(1);
    region.purge(1);
    assertThat(region.statistics().dirtyFreeBytes()).isZero();
    assertThat(allocate(4)).isEqualTo(run);
    assertThat(region.wasClean(run)).isTrue();
    assertThat(isZero(run)).isTrue();
  }

  @Test
  void aRefusedCommitIsARefusalAndTheNextSucceeds() {
    allocate(1);
    os.refuseAll(Operation.COMMIT);
    assertThat(region.allocateRun(GRANULES / 2, 1)).isEqualTo(Region.NO_RUN);
    verify();
    os.recover();
    int run = allocate(GRANULES / 2);
    assertThat(isZero(run)).isTrue();
    verify();
  }

  @Test
  void hugePagesChangeNothingButThePages() {
    region = region(true);
    int run = allocate(40);
    assertThat(isZero(run)).isTrue();
    scribble(run);
    region.freeRun(run, 0);
    region.purge(1);
    assertThat(isZero(allocate(40))).isTrue();
    verify();
  }

  @Test
  void theRunsInUseAreListedInOrder() {
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int run = allocate(1 + i % 3);
      if (i % 4 == 0) {
        region.freeRun(run, i);
      } else {
        expected.add(run);
      }
    }
    assertThat(region.runsInUse())
        .containsExactly(expected.stream().mapToInt(r -> r).sorted().toArray());
  }

  /// Runs, their lengths and whether they are zero, against a shadow.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverIsTakenGivenResizedAndPurgedRunsTileTheRegion(long seed) {
    Random random = new Random(seed);
    NavigableMap<Integer, Integer> live = new TreeMap<>();
    for (int step = 0; step < 3_000; step++) {
      int choice = random.nextInt(20);
      if (choice < 9) {
        take(
            live,
            1 + random.nextInt(random.nextInt(60) + 1),
            1 << Math.max(random.nextInt(12) - 7, 0));
      } else if (choice < 16 && !live.isEmpty()) {
        int run = any(live, random);
        live.remove(run);
        region.freeRun(run, step);
      } else if (choice < 19 && !live.isEmpty()) {
        int run = any(live, random);
        int wanted = 1 + random.nextInt(40);
        if (region.resizeRun(run, wanted, step)) {
          live.put(run, wanted);
        } else {
          assertTrue(wanted > live.getOrDefault(run, 0));
        }
      } else {
        region.purge(step - random.nextInt(200));
      }
      check(live);
    }
  }

  private static int any(NavigableMap<Integer, Integer> live, Random random) {
    Integer run = live.floorKey(random.nextInt(GRANULES));
    return run == null ? live.firstKey() : run;
  }

  private void take(NavigableMap<Integer, Integer> live, int granules, int alignment) {
    int run = region.allocateRun(granules, alignment);
    if (run == Region.NO_RUN) {
      return;
    }
    assertEquals(0, region.address(run) % (alignment * Region.GRANULE_BYTES));
    Map.Entry<Integer, Integer> below = live.lowerEntry(run + granules);
    assertTrue(below == null || below.getKey() + below.getValue() <= run);
    if (region.wasClean(run)) {
      for (int granule = run; granule < run + granules; granule++) {
        assertEquals(0, Memory.getLong(region.address(granule)));
      }
    }
    for (int granule = run; granule < run + granules; granule++) {
      Memory.putLong(region.address(granule), -1);
    }
    live.put(run, granules);
  }

  private void check(NavigableMap<Integer, Integer> live) {
    assertThat(region.firstBrokenInvariant()).isNull();
    long inUse = live.values().stream().mapToLong(l -> l).sum() * Region.GRANULE_BYTES;
    RegionStatistics sums = region.statistics();
    assertEquals(sums.frontierBytes(), inUse + sums.dirtyFreeBytes() + sums.cleanFreeBytes());
    assertThat(region.runsInUse())
        .containsExactly(live.keySet().stream().mapToInt(r -> r).toArray());
  }
}
