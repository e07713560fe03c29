// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.freestore.memory.Memory;
import org.junit.jupiter.api.Test;

/// `malloc`, `calloc`, `alignedAlloc`, `usableSize` and plain `free`.
@EveryOptionSet
class AllocationContractTest extends StoreContract {

  AllocationContractTest(OptionSet set) {
    super(set);
  }

  @Test
  void blocksOfEverySizeAreDisjointAndKeepWhatIsWritten() {
    TreeMap<Long, Long> byteSizes = new TreeMap<>();
    for (long size : sizes()) {
      long address = store.malloc(size);
      assertTrue(address != 0);
      Map.Entry<Long, Long> below = byteSizes.floorEntry(address + Math.max(size, 1) - 1);
      assertTrue(below == null || below.getKey() + Math.max(below.getValue(), 1) <= address);
      assertNull(byteSizes.put(address, size));
      Pattern.write(address, size, address);
    }
    assertThat(liveBlocks()).isEqualTo(byteSizes.size());
    store.verify();
    byteSizes.forEach((address, size) -> {
      assertEquals(-1, Pattern.mismatch(address, size, size, address));
      store.free((long) address);
    });
    assertThat(walk()).isEmpty();
  }

  @Test
  void blocksAreAlignedTo8BytesAndTo16WhereTheSizeAllowsOneToNeedIt() {
    for (long size : sizes()) {
      long address = store.malloc(size);
      assertEquals(0, address % 8);
      if ((size % 16 == 0 && size > 0) || size > 128) {
        assertEquals(0, address % 16, () -> "byteSize=" + size);
      }
      store.free(address);
    }
  }

  @Test
  void theUsableSizeIsAtLeastWhatWasAskedForAndAllOfIt() {
    for (long size : sizes()) {
      long address = store.malloc(size);
      long usable = store.usableSize(address);
      assertTrue(usable >= size);
      assertTrue(set.isGuarded() ? usable == size : usable >= FreeStore.sizeClassBytes(size));
      Memory.fill(address, usable, (byte) 0x33);
      store.free(address);
    }
  }

  @Test
  void blocksOfSizeZeroAreDistinct() {
    Set<Long> addresses = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      assertThat(addresses.add(store.malloc(0))).isTrue();
      assertThat(addresses.add(store.calloc(0))).isTrue();
      assertThat(addresses.add(store.alignedAlloc(0, 64))).isTrue();
    }
    assertThat(liveBlocks()).isEqualTo(3_000);
    addresses.forEach(store::free);
  }

  @Test
  void addressZeroIsFreedToNoEffect() {
    List<Object> before = Figures.own(Figures.of(store));
    store.free(0);
    store.free(0, 100);
    store.free(0, 100, 64);
    assertThat(Figures.own(Figures.of(store))).isEqualTo(before);
  }

  @Test
  void callocIsZeroInFreshAndInReusedBlocks() {
    for (long size : someSizes()) {
      for (int round = 0; round < 4; round++) {
        long[] blocks = new long[5];
        for (int i = 0; i < blocks.length; i++) {
          blocks[i] = store.calloc(size);
          assertEquals(-1, Memory.mismatch(blocks[i], size, (byte) 0), () -> "byteSize=" + size);
          Memory.fill(blocks[i], size, (byte) 0xff);
        }
        for (long block : blocks) {
          store.free(block);
        }
        if (round == 1) {
          store.trim();
        }
      }
    }
  }

  @Test
  void aZeroingStoreZeroesEveryBlockThatItHandsOut() {
    for (long size : set.isZeroing() ? someSizes() : List.<Long>of()) {
      for (int round = 0; round < 6; round++) {
        long address = round % 2 == 0 ? store.malloc(size) : store.alignedAlloc(size, 128);
        assertEquals(-1, Memory.mismatch(address, size, (byte) 0), () -> "byteSize=" + size);
        Memory.fill(address, size, (byte) 0xff);
        store.free(address);
      }
    }
  }

  @Test
  void everyAlignmentIsKeptForEveryKindOfSize() {
    for (long alignment = 1; alignment <= mostAlignment(); alignment *= 2) {
      List<Long> blocks = new ArrayList<>();
      for (long size : List.of(0L, 1L, 7L, 64L, 1000L, 5000L, 70_000L)) {
        long address = store.alignedAlloc(size, alignment);
        blocks.add(address);
        assertEquals(0, address % alignment);
        assertThat(store.usableSize(address)).isGreaterThanOrEqualTo(size);
        Pattern.write(address, size, address);
        assertEquals(-1, Pattern.mismatch(address, size, size, address));
      }
      store.verify();
      blocks.forEach(store::free);
    }
  }

  private long mostAlignment() {
    return set.isGuarded() ? MIB : GIB;
  }

  @Test
  void anAlignmentBeyondAllReasonIsServedOrRefused() {
    for (int shift = set.isGuarded() ? 47 : 31; shift < 63; shift++) {
      long alignment = 1L << shift;
      try {
        long address = store.alignedAlloc(100, alignment);
        assertThat(address % alignment).isZero();
        store.free(address);
      } catch (OutOfFreeStoreException refusal) {
        assertThat(refusal.requestedBytes()).isGreaterThanOrEqualTo(100);
      }
    }
  }

  @Test
  void aNegativeSizeIsRefused() {
    for (long size : new long[] {-1, -8, Integer.MIN_VALUE, Long.MIN_VALUE}) {
      assertRefused(() -> store.malloc(size), "byteSize=" + size);
      assertRefused(() -> store.calloc(size), "byteSize=" + size);
      assertRefused(() -> store.alignedAlloc(size, 64), "byteSize=" + size);
      assertRefused(() -> store.allocate(size, 8), "byteSize=" + size);
      assertRefused(() -> store.realloc(0, size), "byteSize=" + size);
    }
  }

  @Test
  void anAlignmentThatIsNoPowerOfTwoIsRefused() {
    for (long alignment : new long[] {0, -1, 3, 12, 24, 96, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertRefused(() -> store.alignedAlloc(64, alignment), "byteAlignment=" + alignment);
      assertRefused(() -> store.allocate(64, alignment), "byteAlignment=" + alignment);
    }
  }

  private void assertRefused(Runnable call, String fact) {
    List<Object> before = Figures.own(Figures.of(store));
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(fact);
    assertThat(Figures.own(Figures.of(store))).isEqualTo(before);
  }

  @Test
  void aTerabyteIsServedOrRefusedAndTheStoreGoesOn() {
    for (long size : terabytes()) {
      try {
        long address = store.malloc(size);
        assertThat(store.usableSize(address)).isGreaterThanOrEqualTo(size);
        Memory.putLong(address, 1);
        Memory.putLong(address + size - Long.BYTES, 2);
        assertThat(liveBlocks()).isEqualTo(1);
        store.free(address);
      } catch (OutOfFreeStoreException refusal) {
        assertThat(refusal.requestedBytes()).isGreaterThanOrEqualTo(size);
        assertThat(refusal).hasMessageContaining("requestedBytes=" + refusal.requestedBytes());
      }
      store.verify();
      store.free(store.malloc(1000));
    }
  }

  /// Every byte of a guarded block is written when it is freed.
  private List<Long> terabytes() {
    return set.isGuarded() ? List.of(1L << 47) : List.of(1L << 38, 1L << 40, 3L << 40);
  }

  @Test
  void aSizeThatNoSystemHasIsRefusedWithTheFacts() {
    long block = store.malloc(1000);
    long inUse = Figures.of(store).inUseBytes();
    for (long size : new long[] {1L << 48, 1L << 60, Long.MAX_VALUE - 65_536, Long.MAX_VALUE}) {
      for (Runnable call : calls(size)) {
        assertThatThrownBy(call::run)
            .isInstanceOfSatisfying(
                OutOfFreeStoreException.class,
                refusal -> {
                  assertThat(refusal.requestedBytes()).isGreaterThanOrEqualTo(size);
                  assertThat(refusal.inUseBytes()).isEqualTo(inUse);
                  assertThat(refusal.limitBytes()).isEqualTo(set.options().limitBytes());
                })
            .hasMessageContaining("inUseBytes=" + inUse)
            .hasMessageContaining("store=" + set.name());
      }
    }
    store.free(block);
  }

  private List<Runnable> calls(long size) {
    return List.of(
        () -> store.malloc(size),
        () -> store.calloc(size),
        () -> store.alignedAlloc(size, 1 << 20),
        () -> store.realloc(0, size));
  }

  @Test
  void freedBlocksAreReusedSoThatChurnTakesNoMoreMemory() {
    for (int i = 0; i < 2_000; i++) {
      store.free(store.malloc(i % 3_000));
    }
    long held = Figures.of(store).heldBytes();
    for (int i = 0; i < 6_000; i++) {
      store.free(store.malloc(i % 3_000));
    }
    long quarantined = set.isGuarded() ? 40 * MIB : MIB;
    assertThat(Figures.of(store).heldBytes()).isLessThanOrEqualTo(held + quarantined);
  }
}
