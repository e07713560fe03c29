// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import org.freestore.memory.Memory;
import org.junit.jupiter.api.Test;

/// Whatever is freed that cannot be: the exact exception with the facts, and nothing changed.
@EveryOptionSet
class MisuseContractTest extends StoreContract {

  MisuseContractTest(OptionSet set) {
    super(set);
  }

  private static String hex(long address) {
    return "0x" + Long.toHexString(address);
  }

  /// Asserts that a call is reported as exactly this type, with these facts, and that nothing
  /// changed.
  private void assertReported(
      Class<? extends InvalidDeleteException> type, long address, Runnable call, String... facts) {
    List<Object> before = Figures.own(Figures.of(store));
    Map<Long, Long> blocks = walk();
    Throwable report = catchThrowable(call::run);
    assertThat(report)
        .isExactlyInstanceOf(type)
        .hasMessageContaining("address=" + hex(address))
        .hasMessageContaining("store=");
    assertThat(List.of(facts)).allSatisfy(fact -> assertThat(report).hasMessageContaining(fact));
    assertThat(((InvalidDeleteException) report).address()).isEqualTo(address);
    assertThat(Figures.own(Figures.of(store))).isEqualTo(before);
    assertThat(walk()).isEqualTo(blocks);
    store.verify();
  }

  private void assertDoubleDelete(long address, Runnable call, String... facts) {
    assertReported(DoubleDeleteException.class, address, call, facts);
  }

  private void assertInvalidDelete(long address, Runnable call, String... facts) {
    assertReported(InvalidDeleteException.class, address, call, facts);
  }

  /// Every call that takes the address of a block.
  private List<Runnable> callsOn(long address, long byteSize) {
    return List.of(
        () -> store.free(address),
        () -> store.free(address, byteSize),
        () -> store.free(address, byteSize, 8),
        () -> store.realloc(address, byteSize + 100),
        () -> store.usableSize(address),
        () -> store.free(MemorySegment.ofAddress(address).reinterpret(byteSize)));
  }

  @Test
  void aBlockOfAnySizeCannotBeFreedTwice() {
    for (long size : someSizes()) {
      long neighbour = store.malloc(size);
      long address = store.malloc(size);
      store.free(address);
      for (Runnable call : callsOn(address, size)) {
        assertDoubleDelete(address, call, "block freed twice", "store=" + set.name());
      }
      store.free(neighbour);
    }
  }

  @Test
  void aDoubleFreeNamesTheBlockAndItsSlab() {
    long neighbour = store.malloc(100);
    long address = store.malloc(100);
    String blockBytes = "blockBytes=" + (set.isStandard() ? store.usableSize(address) : 100);
    store.free(address);
    assertDoubleDelete(
        address, () -> store.free(address), "block=" + hex(address), "offset=0", blockBytes);
    if (set.isStandard()) {
      assertDoubleDelete(address, () -> store.free(address), "slab=0x");
    }
    store.free(neighbour);
  }

  @Test
  void aBlockFreedByAnotherThreadCannotBeFreedAgainByEither() throws Exception {
    for (long size : someSizes()) {
      long neighbour = store.malloc(size);
      long address = store.malloc(size);
      OtherThread.run(() -> store.free(address));
      assertDoubleDelete(address, () -> store.free(address));
      OtherThread.run(() ->
          assertThatThrownBy(() -> store.free(address))
              .isExactlyInstanceOf(DoubleDeleteException.class));
      store.free(neighbour);
    }
  }

  @Test
  void aBlockWhoseMemoryWentBackToTheSystemCannotBeFreedAgain() {
    for (long size : someSizes()) {
      long address = store.malloc(size);
      store.free(address);
      store.trim();
      assertThatThrownBy(() -> store.free(address))
          .isExactlyInstanceOf(DoubleDeleteException.class);
      store.verify();
    }
  }

  @Test
  void noOffsetInsideASmallBlockCanBeFreed() {
    for (long size : List.of(8L, 24L, 48L, 100L, 128L, 144L, 1000L)) {
      long address = store.malloc(size);
      long usable = store.usableSize(address);
      for (long offset = 1; offset < usable; offset++) {
        assertInterior(address, offset, usable);
      }
      store.free(address);
    }
  }

  @Test
  void noOffsetInsideALargerBlockCanBeFreed() {
    for (long size : List.of(4096L, 20_000L, 64 * KIB, 64 * KIB + 1, 300_000L, 3 * MIB)) {
      long address = store.malloc(size);
      long usable = store.usableSize(address);
      for (long offset = 1; offset < usable; offset += offset < 64 ? 1 : offset * 3 / 2) {
        assertInterior(address, offset & -8, usable);
        assertInterior(address, offset, usable);
      }
      assertInterior(address, usable - 1, usable);
      store.free(address);
    }
  }

  private void assertInterior(long address, long offset, long usable) {
    if (offset > 0) {
      assertInvalidDelete(
          address + offset,
          () -> store.free(address + offset),
          "address lies inside a block; only its start can be freed",
          "block=" + hex(address),
          "offset=" + offset,
          set.isStandard() || set.isGuarded() ? "blockBytes=" + usable : "blockBytes=",
          set.isStandard() ? "slab=0x" : "");
    }
  }

  @Test
  void everyCallRefusesAnInteriorAddress() {
    long address = store.malloc(64 * KIB + 1);
    for (Runnable call : callsOn(address + 64, 16)) {
      assertInvalidDelete(address + 64, call, "block=" + hex(address), "offset=64");
    }
    store.free(address);
  }

  @Test
  void anAddressThatFreestoreNeverHandedOutIsForeign() {
    try (Arena arena = Arena.ofConfined()) {
      long inJava = arena.allocate(100, 16).address();
      for (long address :
          new long[] {inJava, 1, 8, 4096, -1, -8, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 47}) {
        for (Runnable call : callsOn(address, 0)) {
          assertInvalidDelete(address, call, "address was not allocated by Freestore");
        }
      }
    }
  }

  @Test
  void whereASlabHasNoBlockYetOrAnyMoreNothingCanBeFreed() {
    long first = store.malloc(48);
    long granule = first & -(64 * KIB);
    long tail = granule + 65_536 / 48 * 48;
    long untouched = granule + 1_300 * 48;
    assertInvalidDelete(tail, () -> store.free(tail), "no block starts at this address");
    assertInvalidDelete(untouched, () -> store.free(untouched), "no block starts at this address");
    store.free(first);
  }

  @Test
  void anotherStoresBlockCannotBeFreedAndIsNamed() {
    for (OptionSet otherSet : List.of(OptionSet.DEFAULT, OptionSet.HUGE_PAGES, OptionSet.LIMITED)) {
      try (FreeStore other = FreeStore.open(otherSet.options().withName("the other"))) {
        for (long size : someSizes()) {
          long address = other.malloc(size);
          Pattern.write(address, size, 5);
          List<Object> before = Figures.own(Figures.of(other));
          for (Runnable call : callsOn(address, size)) {
            assertInvalidDelete(address, call, "block belongs to another store", "store=the other");
          }
          assertThat(Figures.own(Figures.of(other))).isEqualTo(before);
          assertThat(Pattern.mismatch(address, size, size, 5)).isEqualTo(-1);
          other.free(address);
        }
        other.verify();
      }
    }
  }

  @Test
  void aSizedFreeOfTheRightSizeFreesForEverySize() {
    for (long size : sizes()) {
      store.free(store.malloc(size), size);
      store.free(store.calloc(size), size, 1);
    }
    assertThat(walk()).isEmpty();
  }

  @Test
  void aSizedFreeOfTheRightSizeAndAlignmentFreesForEveryAlignment() {
    for (long alignment = 1; alignment <= (set.isGuarded() ? MIB : 64 * MIB); alignment *= 2) {
      for (long size : List.of(0L, 1L, 24L, 100L, 5000L, 70_000L, 300_000L)) {
        store.free(store.alignedAlloc(size, alignment), size, alignment);
      }
    }
    assertThat(walk()).isEmpty();
  }

  @Test
  void aSizedFreeAfterAReallocTakesTheNewSize() {
    long address = store.realloc(store.malloc(100), 400_000);
    assertInvalidDelete(address, () -> store.free(address, 100), "size is not the block's");
    store.free(address, 400_000);
  }

  /// A wrong size that is close may be what the same block would have served; one that is far is
  /// always found.
  @Test
  void aSizedFreeOfAWrongSizeIsReportedWithTheBlocksSize() {
    for (long size : someSizes()) {
      long address = store.malloc(size);
      long usable = store.usableSize(address);
      for (long wrong :
          List.of(usable + 1, 2 * usable + 100, size / 2 - 5, 5 * MIB, Long.MAX_VALUE, -1L)) {
        assertInvalidDelete(
            address,
            () -> store.free(address, wrong),
            "size is not the block's",
            "block=" + hex(address),
            set.isStandard() ? "blockBytes=" + usable : "",
            set.isStandard() || size == 0 ? "" : "blockBytes=" + size);
      }
      store.free(address, size);
    }
  }

  @Test
  void aWrongSizeOfASmallBlockNamesItsSlab() {
    long first = store.malloc(100);
    long second = store.malloc(100);
    String slab = set.isStandard() ? "slab=" + hex(first & -(64 * KIB)) : "";
    assertInvalidDelete(second, () -> store.free(second, 5_000), slab);
    store.free(first);
    store.free(second);
  }

  @Test
  void aSizedFreeOfAnAlignmentThatIsNoPowerOfTwoIsRefused() {
    for (long size : List.of(100L, 100_000L)) {
      long address = store.malloc(size);
      List<Object> before = Figures.own(Figures.of(store));
      for (long alignment : new long[] {0, -1, -8, 3, 24, Long.MIN_VALUE}) {
        assertThatThrownBy(() -> store.free(address, size, alignment))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("byteAlignment=" + alignment);
      }
      assertThat(Figures.own(Figures.of(store))).isEqualTo(before);
      store.free(address);
    }
  }

  @Test
  void aSegmentLargerThanItsBlockCannotBeFreed() {
    MemorySegment segment = store.allocate(100, 8);
    MemorySegment longer = MemorySegment.ofAddress(segment.address()).reinterpret(300);
    assertInvalidDelete(segment.address(), () -> store.free(longer), "size is not the block's");
    MemorySegment slice = segment.asSlice(8);
    assertInvalidDelete(slice.address(), () -> store.free(slice), "offset=8");
    store.free(segment);
  }

  @Test
  void aSegmentOnTheJavaHeapCannotBeFreed() {
    assertThatThrownBy(() -> store.free(MemorySegment.ofArray(new byte[8])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not native");
  }

  @Test
  void theSegmentsOfAnArenaCannotBeFreedThroughTheStore() {
    for (long size : List.of(16L, 1000L, 5_000L, 300_000L)) {
      try (Arena arena = store.arena()) {
        MemorySegment segment = arena.allocate(size);
        List<Object> before = Figures.own(Figures.of(store));
        assertThatThrownBy(() -> store.free(segment))
            .isInstanceOfAny(InvalidDeleteException.class, IllegalArgumentException.class);
        assertThat(Figures.own(Figures.of(store))).isEqualTo(before);
        segment.fill((byte) 1);
      }
    }
  }

  @Test
  void afterEveryMisuseTheBlockItselfIsUntouched() {
    long address = store.malloc(1000);
    Memory.fill(address, 1000, (byte) 0x77);
    List<Runnable> misuses =
        List.of(
            () -> store.free(address + 8),
            () -> store.free(address, 8),
            () -> store.realloc(address + 16, 10),
            () -> store.realloc(address, -1));
    for (Runnable misuse : misuses) {
      assertThatThrownBy(misuse::run).isInstanceOf(RuntimeException.class);
    }
    assertThat(Memory.mismatch(address, 1000, (byte) 0x77)).isEqualTo(-1);
    store.free(address);
    assertDoubleDelete(address, () -> store.free(address));
  }
}
