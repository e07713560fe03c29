// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.freestore.OtherThread.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The limit is hard and exact, and a store that reached it goes on.
@EveryOptionSet
class LimitTest {
  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long GUARD_BYTES = 32;

  private final OptionSet set;
  private FreeStore store;

  LimitTest(OptionSet set) {
    this.set = set;
    this.store = limited(MIB);
  }

  private FreeStore limited(long limitBytes) {
    return FreeStore.open(set.options().withLimitBytes(limitBytes));
  }

  private void reopen(long limitBytes) {
    store.close();
    store = limited(limitBytes);
  }

  private void reopen(NewHandler handler) {
    store.close();
    store = FreeStore.open(set.options().withLimitBytes(MIB).withNewHandler(handler));
  }

  @AfterEach
  void theStoreIsIntact() {
    store.verify();
    Figures.of(store);
    store.close();
  }

  /// Returns the least that a request counts, guards included.
  private long cost(long byteSize) {
    return FreeStore.sizeClassBytes(set.isGuarded() ? byteSize + GUARD_BYTES : byteSize);
  }

  /// Returns the size to ask for so that the block counts `costBytes`, a size class.
  private long sizeOf(long costBytes) {
    return set.isGuarded() ? costBytes - GUARD_BYTES : costBytes;
  }

  /// Allocates until the store refuses, which it must not do before there is no room.
  private List<Long> fill(long byteSize) {
    List<Long> blocks = fillTogether(byteSize);
    FreeStoreStatistics full = Figures.of(store);
    assertThat(full.inUseBytes() + cost(byteSize)).isGreaterThan(full.limitBytes());
    return blocks;
  }

  /// Allocates until the store refuses, while other threads have blocks at hand.
  private List<Long> fillTogether(long byteSize) {
    List<Long> blocks = new ArrayList<>();
    try {
      while (true) {
        blocks.add(store.malloc(byteSize));
        if (blocks.size() % 1_000 == 1) {
          assertThat(Figures.of(store).inUseBytes())
              .isLessThanOrEqualTo(store.options().limitBytes());
        }
      }
    } catch (OutOfFreeStoreException full) {
      assertThat(Figures.of(store).chargedBytes()).isLessThanOrEqualTo(full.limitBytes());
      return blocks;
    }
  }

  @Test
  void theLimitIsReachedExactlyAndNotExceeded() {
    for (long cost : List.of(64L, 96L, 1024L, 4096L, 24_576L, 65_536L, 131_072L)) {
      for (long blocks : List.of(1L, 2L, 7L)) {
        for (long spare : List.of(-1L, 0L, 1L, cost - 1)) {
          long limit = blocks * cost + spare;
          reopen(limit);
          List<Long> got = fill(sizeOf(cost));
          assertThat(got).as("limit=%s cost=%s", limit, cost).hasSize((int) (limit / cost));
          got.forEach(store::free);
        }
      }
    }
  }

  @Test
  void theSmallestLimitThatHasRoomForASizeServesIt() {
    for (long size = 0; size <= 100_000; size = size * 5 / 4 + 1) {
      reopen(cost(size));
      store.free(store.malloc(size));
      store.free(store.malloc(size));
    }
  }

  @Test
  void aThousandBlocksFitWhereTheLimitSaysAThousand() {
    reopen(1000 * 1024);
    List<Long> blocks = fill(sizeOf(1024));
    assertThat(blocks).hasSize(1000);
    store.free(blocks.removeLast());
    blocks.addAll(fill(sizeOf(1024)));
    assertThat(blocks).hasSize(1000);
  }

  @Test
  void theRefusalStatesTheFacts() {
    List<Long> blocks = fill(1000);
    long inUse = Figures.of(store).inUseBytes();
    OutOfFreeStoreException refusal =
        catchThrowableOfType(OutOfFreeStoreException.class, () -> store.malloc(100_000));
    assertThat(refusal.inUseBytes()).isEqualTo(inUse);
    assertThat(refusal.limitBytes()).isEqualTo(MIB);
    assertThat(refusal)
        .hasMessageContaining("limit is reached")
        .hasMessageContaining("requestedBytes=" + refusal.requestedBytes())
        .hasMessageContaining("inUseBytes=" + inUse)
        .hasMessageContaining("limitBytes=" + MIB)
        .hasMessageContaining("store=" + set.name());
    assertThat(Figures.of(store).liveBlocks()).isEqualTo(blocks.size());
  }

  @Test
  void aLimitOfOneByteServesNothing() {
    reopen(1);
    for (long size : List.of(0L, 8L, 100_000L)) {
      assertThatThrownBy(() -> store.malloc(size)).isInstanceOf(OutOfFreeStoreException.class);
    }
  }

  @Test
  void whatWasFreedServesEveryOtherSize() {
    List<Long> sizes = List.of(200L, 1000L, 70_000L, 5000L, 300_000L, 400L);
    for (int round = 0; round < 2; round++) {
      for (long size : sizes) {
        List<Long> blocks = fill(size);
        assertThat(blocks).as("size=%s", size).isNotEmpty();
        blocks.forEach(store::free);
      }
    }
  }

  @Test
  void whatOtherThreadsFreedServesAgain() throws Exception {
    for (int round = 0; round < 3; round++) {
      List<Long> blocks = fill(sizeOf(1024));
      assertThat((long) blocks.size()).isEqualTo(MIB / 1024);
      OtherThread.run(() -> blocks.forEach(store::free));
    }
  }

  @Test
  void whatEndedThreadsHadAtHandServesAgain() throws Exception {
    for (int round = 0; round < 3; round++) {
      OtherThread.run(() -> fillTogether(1000).forEach(store::free));
      OtherThread.runVirtual(() -> fillTogether(500).forEach(store::free));
      List<Long> blocks = fill(sizeOf(1024));
      assertThat((long) blocks.size()).isEqualTo(MIB / 1024);
      blocks.forEach(store::free);
    }
  }

  @Test
  void threadsTogetherDoNotExceedTheLimit() throws Exception {
    List<Long> all = Collections.synchronizedList(new ArrayList<>());
    List<Work> works = Collections.nCopies(3, () -> all.addAll(fillTogether(1000)));
    OtherThread.runAll(Thread.ofPlatform(), works);
    assertThat(all.size() * cost(1000)).isLessThanOrEqualTo(MIB);
    assertThat(Figures.of(store).chargedBytes()).isLessThanOrEqualTo(MIB);
    all.forEach(store::free);
    assertThat((long) fill(sizeOf(1024)).size()).isEqualTo(MIB / 1024);
  }

  @Test
  void aRandomMixNeverExceedsTheLimitAndIsServedWheneverThereIsRoom() {
    SplittableRandom random = new SplittableRandom(5);
    Deque<Long> blocks = new ArrayDeque<>();
    for (int step = 0; step < 3_000; step++) {
      long size = random.nextLong(1L << random.nextInt(1, 18));
      try {
        blocks.add(store.malloc(size));
      } catch (OutOfFreeStoreException full) {
        assertThat(full.inUseBytes()).isLessThanOrEqualTo(MIB);
        assertThat(full.inUseBytes() + cost(size)).isGreaterThan(MIB);
        for (int i = blocks.size() / 4; i >= 0; i--) {
          store.free(blocks.removeFirst());
        }
      }
    }
    assertThat(Figures.of(store).inUseBytes()).isLessThanOrEqualTo(MIB);
  }

  @Test
  void aReallocBeyondTheLimitLeavesTheBlockAsItWas() {
    for (long size : List.of(1000L, 200_000L)) {
      long address = store.malloc(size);
      Pattern.write(address, size, 1);
      assertThatThrownBy(() -> store.realloc(address, 2 * MIB))
          .isInstanceOf(OutOfFreeStoreException.class);
      assertThat(Pattern.mismatch(address, size, size, 1)).isEqualTo(-1);
      store.free(address, size);
    }
  }

  @Test
  void anArenaBeyondTheLimitIsRefusedAndCloses() {
    try (Arena arena = store.arena()) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  arena.allocate(500);
                }
              })
          .isInstanceOf(OutOfFreeStoreException.class);
    }
    assertThat((long) fill(sizeOf(1024)).size()).isEqualTo(MIB / 1024);
  }

  @Test
  void aNewHandlerIsAskedAgainAndAgainUntilThereIsRoom() {
    Deque<Long> spare = new ArrayDeque<>();
    AtomicInteger asked = new AtomicInteger();
    reopen((asking, byteSize) -> {
      assertThat(asking).isSameAs(store);
      assertThat(byteSize).isGreaterThanOrEqualTo(10_000);
      asked.incrementAndGet();
      asking.free(spare.removeFirst());
      return true;
    });
    spare.addAll(fillQuietly());
    int before = spare.size();
    store.malloc(10_000);
    assertThat(asked.get()).isBetween((int) (cost(10_000) / 1024 - 1), (int) (cost(10_000) / 1000));
    assertThat(spare).hasSize(before - asked.get());
  }

  /// Allocates blocks that count 1 KiB each while there is room, without asking for more.
  private List<Long> fillQuietly() {
    List<Long> blocks = new ArrayList<>();
    while (Figures.of(store).inUseBytes() + 1024 <= MIB) {
      blocks.add(store.malloc(sizeOf(1024)));
    }
    return blocks;
  }

  @Test
  void aNewHandlerThatFreesEnoughIsAskedOnce() {
    Deque<Long> spare = new ArrayDeque<>();
    AtomicInteger asked = new AtomicInteger();
    reopen((asking, byteSize) -> {
      asked.incrementAndGet();
      spare.forEach(asking::free);
      spare.clear();
      return true;
    });
    spare.addAll(fillQuietly());
    store.malloc(MIB / 2);
    assertThat(asked).hasValue(1);
  }

  @Test
  void aNewHandlerThatGivesUpEndsTheRequest() {
    AtomicInteger asked = new AtomicInteger();
    reopen((asking, byteSize) -> asked.incrementAndGet() < 3);
    assertThatThrownBy(() -> store.malloc(2 * MIB)).isInstanceOf(OutOfFreeStoreException.class);
    assertThat(asked).hasValue(3);
    store.free(store.malloc(1000));
  }

  @Test
  void whatANewHandlerThrowsReachesTheCaller() {
    reopen((asking, byteSize) -> {
      throw new UnsupportedOperationException("by the handler");
    });
    assertThatThrownBy(() -> store.calloc(2 * MIB))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("by the handler");
    store.free(store.malloc(1000));
  }

  @Test
  void aNewHandlerMayUseTheStore() {
    List<Long> spare = new ArrayList<>();
    reopen((asking, byteSize) -> {
      asking.free(asking.malloc(8));
      asking.trim();
      asking.verify();
      Figures.of(asking);
      if (spare.isEmpty()) {
        return false;
      }
      asking.free(spare.removeLast());
      return true;
    });
    long reserve = store.malloc(8);
    for (int i = 0; i < 7; i++) {
      spare.add(store.malloc(100 * KIB));
    }
    store.free(reserve);
    long large = store.malloc(700 * KIB);
    store.free(large);
    assertThat(spare).hasSizeLessThan(7);
  }
}
