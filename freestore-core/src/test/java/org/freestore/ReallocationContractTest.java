// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// `realloc`.
@EveryOptionSet
class ReallocationContractTest extends StoreContract {

  ReallocationContractTest(OptionSet set) {
    super(set);
  }

  @Test
  void addressZeroIsAllocated() {
    for (long size : someSizes()) {
      long address = store.realloc(0, size);
      assertThat(store.usableSize(address)).isGreaterThanOrEqualTo(size);
      store.free(address);
    }
  }

  @Test
  void contentsAreKeptFromAnySizeToAnySizeUpToTheSmaller() {
    for (long from : someSizes()) {
      for (long to : someSizes()) {
        long address = store.malloc(from);
        Pattern.write(address, from, from ^ to);
        long moved = store.realloc(address, to);
        assertThat(store.usableSize(moved)).isGreaterThanOrEqualTo(to);
        assertEquals(
            -1,
            Pattern.mismatch(moved, Math.min(from, to), from, from ^ to),
            () -> "from=" + from + " to=" + to);
        assertEquals(1, walk().size());
        Pattern.write(moved, to, 1);
        store.free(moved);
      }
    }
  }

  @Test
  void contentsSurviveALongSeriesOfSizes() {
    SplittableRandom random = new SplittableRandom(7);
    long size = 100;
    long address = store.malloc(size);
    Pattern.write(address, size, 0);
    for (int step = 1; step <= 500; step++) {
      long wanted = random.nextLong(1L << random.nextInt(1, 21));
      address = store.realloc(address, wanted);
      assertEquals(-1, Pattern.mismatch(address, Math.min(size, wanted), size, step - 1));
      size = wanted;
      Pattern.write(address, size, step);
    }
    store.free(address);
  }

  @Test
  void aBlockGrowsByteByByteAndShrinksBack() {
    long address = store.malloc(0);
    for (long size = 1; size <= 700; size++) {
      address = store.realloc(address, size);
      store.allocate(0, 1); // takes the place behind
      Pattern.write(address, size, size);
      long grown = address;
      assertEquals(-1, Pattern.mismatch(grown, size, size, size));
    }
    for (long size = 699; size >= 0; size--) {
      long before = size + 1;
      address = store.realloc(address, size);
      assertEquals(-1, Pattern.mismatch(address, size, before, before));
      Pattern.write(address, size, size);
    }
    store.free(address);
  }

  @Test
  void aSmallBlockStaysWhereItsSizeClassAllows() {
    if (!set.isStandard()) {
      return; // under watch every new size is a new block
    }
    long address = store.malloc(1000);
    for (long size : List.of(1024L, 1000L, 513L, 1023L)) {
      assertThat(store.realloc(address, size)).isEqualTo(address);
    }
    assertThat(store.realloc(address, 512)).isNotEqualTo(address);
    store.walk((block, bytes) -> store.free(block));
  }

  @Test
  void aLargeBlockShrinksInPlaceAndGrowsIntoWhatIsFreeBehindIt() {
    if (!set.isStandard()) {
      return; // under watch every new size is a new block
    }
    long address = store.malloc(3 * MIB);
    Pattern.write(address, 3 * MIB, 3);
    assertThat(store.realloc(address, MIB)).isEqualTo(address);
    assertThat(store.usableSize(address)).isEqualTo(MIB);
    assertThat(store.realloc(address, 2 * MIB)).isEqualTo(address);
    assertThat(store.usableSize(address)).isEqualTo(2 * MIB);
    assertEquals(-1, Pattern.mismatch(address, MIB, 3 * MIB, 3));
    assertThat(Figures.of(store).inUseBytes()).isEqualTo(2 * MIB);
    store.free(address);
  }

  @Test
  void theNewSizeZeroDoesNotFree() {
    for (long size : someSizes()) {
      long address = store.realloc(store.malloc(size), 0);
      assertThat(address).isNotZero();
      assertThat(walk()).containsOnlyKeys(address);
      store.free(address);
    }
  }

  @Test
  void aSizeThatNobodyHasLeavesTheBlockAsItWas() {
    for (long size : List.of(100L, 5000L, 64 * KIB, 64 * KIB + 1, 3 * MIB)) {
      long address = store.malloc(size);
      Pattern.write(address, size, 9);
      Map<Long, Long> before = walk();
      for (long wanted :
          new long[] {
            1L << 47, (1L << 48) + 5, 1L << 60, Long.MAX_VALUE - 70_000, Long.MAX_VALUE
          }) {
        assertThatThrownBy(() -> store.realloc(address, wanted))
            .as("byteSize=%s to %s", size, wanted)
            .isInstanceOf(OutOfFreeStoreException.class);
        store.verify();
      }
      assertThat(walk()).isEqualTo(before);
      assertEquals(-1, Pattern.mismatch(address, size, size, 9));
      store.free(address, size);
    }
  }

  @Test
  void aNegativeSizeIsRefusedAndTheBlockStays() {
    for (long size : List.of(100L, MIB)) {
      long address = store.malloc(size);
      Pattern.write(address, size, 4);
      for (long wanted : new long[] {-1, Long.MIN_VALUE}) {
        assertThatThrownBy(() -> store.realloc(address, wanted))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("byteSize=" + wanted);
      }
      assertEquals(-1, Pattern.mismatch(address, size, size, 4));
      store.free(address);
    }
  }

  @Test
  void aBlockOfAnotherThreadIsReallocated() throws Exception {
    for (long size : List.of(100L, 5000L, MIB)) {
      long address = store.malloc(size);
      Pattern.write(address, size, 11);
      long moved = OtherThread.call(() -> store.realloc(address, 3 * size));
      assertEquals(-1, Pattern.mismatch(moved, size, size, 11));
      assertThat(walk()).containsOnlyKeys(moved);
      store.free(moved);
    }
  }
}
