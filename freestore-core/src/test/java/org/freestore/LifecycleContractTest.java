// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.freestore.memory.Memory;
import org.junit.jupiter.api.Test;

/// Opening and closing.
@EveryOptionSet
class LifecycleContractTest extends StoreContract {

  LifecycleContractTest(OptionSet set) {
    super(set);
  }

  @Test
  void aStoreKnowsItsNameAndOptions() {
    assertThat(store.name()).isEqualTo(set.name());
    assertThat(store.options()).isEqualTo(set.options());
    assertThat(store).hasToString("FreeStore[name=" + set.name() + "]");
    assertThat(Figures.of(store).name()).isEqualTo(set.name());
    assertThat(Figures.of(store).limitBytes()).isEqualTo(set.options().limitBytes());
  }

  @Test
  void closingGivesTheMemoryOfEveryBlockBack() throws Exception {
    long before = ResidentSet.ofBlocks();
    touch(8 * MIB);
    OtherThread.run(() -> touch(8 * MIB));
    assertThat(ResidentSet.ofBlocks() - before).isGreaterThan(12 * MIB);
    store.close();
    assertThat(ResidentSet.ofBlocks() - before).isLessThan(2 * MIB);
  }

  private void touch(long bytes) {
    for (long size : List.of(300L, 3_000L, 50_000L, 400_000L)) {
      for (long touched = 0; touched < bytes / 4; touched += size) {
        Memory.fill(store.malloc(size), size, (byte) 1);
      }
    }
  }

  @Test
  void aClosedStoreServesNothingAndSaysSo() {
    store.malloc(100);
    store.close();
    List<Runnable> calls =
        List.of(
            () -> store.malloc(100),
            () -> store.calloc(100),
            () -> store.alignedAlloc(100, 64),
            () -> store.realloc(0, 100),
            () -> store.malloc(MIB),
            () -> store.allocate(100, 8),
            store::arena,
            store::sharedArena,
            store::trim);
    for (Runnable call : calls) {
      assertThatThrownBy(call::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("store is closed: name=" + set.name());
    }
  }

  @Test
  void aClosedStoreHoldsNothingAndClosesAgainToNoEffect() {
    for (long size : someSizes()) {
      store.malloc(size);
    }
    store.close();
    store.close();
    FreeStoreStatistics figures = Figures.of(store);
    assertThat(figures.heldBytes()).isZero();
    assertThat(figures.liveBlocks()).isZero();
    assertThat(figures.chargedBytes()).isZero();
    assertThat(walk()).isEmpty();
    store.verify();
  }

  @Test
  void theBlocksOfAClosedStoreAreNoLongerItsOwn() {
    List<Long> blocks = new ArrayList<>();
    someSizes().forEach(size -> blocks.add(store.malloc(size)));
    store.close();
    store.free(0);
    for (long address : blocks) {
      assertNotItsOwn(address);
    }
  }

  private void assertNotItsOwn(long address) {
    List<Runnable> calls =
        List.of(
            () -> store.free(address),
            () -> store.free(address, 8),
            () -> store.usableSize(address),
            () -> store.realloc(address, 10),
            () -> store.free(MemorySegment.ofAddress(address)));
    for (Runnable call : calls) {
      assertThatThrownBy(call::run).isInstanceOf(InvalidDeleteException.class);
    }
  }

  @Test
  void whatIsDoneToAClosedStoreDoesNotReachTheNextOne() {
    List<Long> stale = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      stale.add(store.malloc(1000));
    }
    store.close();
    try (FreeStore next = FreeStore.open(set.options().withName("next"))) {
      List<Long> blocks = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        blocks.add(next.malloc(1000));
        Pattern.write(blocks.getLast(), 1000, i);
      }
      List<Object> before = Figures.own(Figures.of(next));
      stale.forEach(this::assertNotItsOwn);
      assertThat(Figures.own(Figures.of(next))).isEqualTo(before);
      for (int i = 0; i < 400; i++) {
        assertThat(Pattern.mismatch(blocks.get(i), 1000, 1000, i)).isEqualTo(-1);
      }
      next.verify();
    }
  }

  @Test
  void storesOpenedAndClosedForEverTakeNoMoreAndMore() {
    openAndClose(50);
    FreeStoreStatistics before = Figures.of(store);
    openAndClose(250);
    FreeStoreStatistics after = Figures.of(store);
    assertThat(after.committedBytes()).isEqualTo(before.committedBytes());
    assertThat(after.heldByAllStoresBytes()).isEqualTo(before.heldByAllStoresBytes());
    assertThat(after.reservedBytes()).isEqualTo(before.reservedBytes());
  }

  private void openAndClose(int times) {
    for (int i = 0; i < times; i++) {
      try (FreeStore passing = set.open()) {
        passing.malloc(100);
        passing.malloc(5_000);
        passing.malloc(100_000);
        passing.free(passing.malloc(64));
      }
    }
  }

  @Test
  void storesAreIsolatedFromEachOther() {
    long ours = store.malloc(1000);
    try (FreeStore other = set.open()) {
      assertThat(other.malloc(1000)).isNotEqualTo(ours);
      assertThat(liveBlocks()).isEqualTo(1);
      assertThat(Figures.of(other).liveBlocks()).isEqualTo(1);
    }
    assertThat(store.usableSize(ours)).isGreaterThanOrEqualTo(1000);
    store.free(ours);
  }

  @Test
  void threadsThatUsedAClosedStoreGoOnWithOthers() throws Exception {
    try (FreeStore other = set.open()) {
      OtherThread.run(() -> {
        try (FreeStore brief = set.open()) {
          brief.malloc(100);
          other.free(other.malloc(100));
        }
        long address = other.malloc(100);
        assertThatThrownBy(() -> store.free(address)).isInstanceOf(InvalidDeleteException.class);
        other.free(address);
      });
      other.verify();
    }
  }
}
