// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// `statistics`, `walk` and `verify`: what they say of a store is so.
@EveryOptionSet
class StatisticsContractTest extends StoreContract {

  StatisticsContractTest(OptionSet set) {
    super(set);
  }

  @Test
  void aFreshStoreHoldsNothing() {
    FreeStoreStatistics figures = Figures.of(store);
    assertThat(figures.heldBytes()).isZero();
    assertThat(figures.liveBlocks()).isZero();
    assertThat(figures.residentBytes()).isZero();
    assertThat(figures.metadataBytes()).isZero();
    assertThat(figures.chargedBytes()).isZero();
    assertThat(figures.sizeClasses()).isEmpty();
    assertThat(figures.reservedBytes()).isPositive();
  }

  @Test
  void liveBlocksAndTheirBytesAreCountedInTheirSizeClasses() {
    for (long size : someSizes()) {
      long before = Figures.of(store).inUseBytes();
      store.malloc(size);
      FreeStoreStatistics figures = Figures.of(store);
      long took = figures.inUseBytes() - before;
      assertThat(took).isBetween(size, Math.max(3 * size / 2, 100) + 64 * KIB);
      assertThat(figures.sizeClasses())
          .anyMatch(line -> line.blockBytes() == (took > 64 * KIB ? 0 : took));
    }
    assertThat(liveBlocks()).isEqualTo(someSizes().size());
  }

  @Test
  void theFiguresAddUpAfterEveryStepOfARandomMix() {
    SplittableRandom random = new SplittableRandom(3);
    List<Long> blocks = new ArrayList<>();
    for (int step = 0; step < 400; step++) {
      if (random.nextInt(3) == 0 && !blocks.isEmpty()) {
        store.free(blocks.remove(random.nextInt(blocks.size())));
      } else {
        blocks.add(store.malloc(random.nextLong(1L << random.nextInt(1, 19))));
      }
      FreeStoreStatistics figures = Figures.of(store);
      if (!set.isGuarded()) {
        assertEquals(blocks.size(), figures.liveBlocks());
      }
    }
  }

  @Test
  void aFreedBlockIsCachedOrFreeAndNoLongerInUse() {
    if (set.isGuarded()) {
      return; // a freed block waits in the quarantine
    }
    List<Long> blocks = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      blocks.add(store.malloc(100));
    }
    long held = Figures.of(store).heldBytes();
    blocks.forEach(store::free);
    FreeStoreStatistics figures = Figures.of(store);
    assertThat(figures.inUseBytes()).isZero();
    assertThat(figures.cachedBytes() + figures.freeBytes()).isPositive();
    assertThat(figures.heldBytes()).isLessThanOrEqualTo(held);
  }

  @Test
  void blocksFreedByAnotherThreadAreCountedAsSuchUntilCollected() throws Exception {
    if (!set.isStandard()) {
      return; // the same road beneath
    }
    List<Long> blocks = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      blocks.add(store.malloc(3_000));
    }
    OtherThread.run(() -> blocks.subList(0, 40).forEach(store::free));
    FreeStoreStatistics figures = Figures.of(store);
    assertThat(figures.liveBlocks()).isEqualTo(60);
    store.trim();
    assertThat(Figures.of(store).remoteFreedBytes()).isZero();
    assertThat(Figures.of(store).liveBlocks()).isEqualTo(60);
  }

  @Test
  void theLimitIsChargedForWhatIsInUseAndCached() {
    if (!set.isLimited()) {
      assertThat(Figures.of(store).chargedBytes()).isZero();
      return;
    }
    for (long size : someSizes()) {
      store.malloc(size);
      store.free(store.malloc(size));
      FreeStoreStatistics figures = Figures.of(store);
      assertThat(figures.chargedBytes())
          .isEqualTo(figures.inUseBytes() + figures.cachedBytes() + figures.remoteFreedBytes());
    }
  }

  @Test
  void theWalkShowsExactlyTheLiveBlocksAndWhatOfThemIsUsable() throws Exception {
    Map<Long, Long> expected = new HashMap<>();
    SplittableRandom random = new SplittableRandom(9);
    for (int step = 0; step < 1_500; step++) {
      long address = store.malloc(random.nextLong(1L << random.nextInt(1, 18)));
      expected.put(address, store.usableSize(address));
      if (random.nextBoolean()) {
        long victim = expected.keySet().iterator().next();
        store.free(victim);
        expected.remove(victim);
      }
    }
    OtherThread.run(() -> {
      long address = store.malloc(777);
      expected.put(address, store.usableSize(address));
    });
    OtherThread.runVirtual(() -> {
      long address = store.malloc(778);
      expected.put(address, store.usableSize(address));
    });
    assertThat(walk()).isEqualTo(expected);
    OtherThread.run(() -> assertThat(walk()).isEqualTo(expected));
  }

  @Test
  void theVisitorOfAWalkMayFreeAndAllocate() {
    for (int i = 0; i < 300; i++) {
      store.malloc(i * 11L);
    }
    List<Long> allocated = new ArrayList<>();
    store.walk((address, usableBytes) -> {
      store.free(address);
      allocated.add(store.malloc(usableBytes));
    });
    assertThat(allocated).hasSize(300);
    assertThat(walk().keySet()).containsExactlyInAnyOrderElementsOf(allocated);
  }

  @Test
  void trimmingGivesBackAllThatIsFreeAndKeepsWhatIsLive() {
    List<Long> kept = new ArrayList<>();
    List<Long> freed = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      (i % 100 == 0 ? kept : freed).add(store.malloc(i * 5L));
    }
    for (int i = 0; i < kept.size(); i++) {
      Pattern.write(kept.get(i), i * 500L, i);
    }
    freed.forEach(store::free);
    store.trim();
    FreeStoreStatistics figures = Figures.of(store);
    assertThat(figures.cachedBytes()).isZero();
    assertThat(figures.remoteFreedBytes()).isZero();
    assertThat(figures.dirtyFreeBytes()).isZero();
    for (int i = 0; i < kept.size(); i++) {
      assertEquals(-1, Pattern.mismatch(kept.get(i), i * 500L, i * 500L, i));
    }
    kept.forEach(store::free);
    store.trim();
    if (!set.isGuarded()) {
      assertThat(Figures.of(store).heldBytes()).isZero();
    }
  }
}
