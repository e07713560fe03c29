// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.freestore.fixture.Bulk;
import org.freestore.fixture.Car;
import org.freestore.fixture.CarStruct;
import org.junit.jupiter.api.Test;

/// Raw blocks that belong to something of the library's: nobody frees them by their address, and
/// what they belong to is as it was.
@EveryOptionSet
class OwnedBlocksTest extends StoreContract {
  private static final int[] LENGTHS = {2_000, 9_000, 3_000_000};

  OwnedBlocksTest(OptionSet set) {
    super(set);
  }

  private void assertRefused(long address, String part) {
    List<Runnable> frees =
        List.of(
            () -> store.free(address),
            () -> store.free(address, 8),
            () -> store.free(MemorySegment.ofAddress(address).reinterpret(8)),
            () -> store.realloc(address, 1_000_000),
            () -> store.usableSize(address));
    for (Runnable free : frees) {
      assertThatThrownBy(free::run)
          .isExactlyInstanceOf(InvalidDeleteException.class)
          .hasMessageContaining("block is part of an object or of a resource")
          .hasMessageContaining(part);
    }
    store.verify();
  }

  @Test
  void thePayloadOfALargeArrayIsItsOwn() {
    for (int length : LENGTHS) {
      LongArray array = LongArray.createIn(store, length);
      array.set(length - 1, 7);
      assertRefused(
          array.address, "it is the memory of the array of type long of length " + length);
      assertThat(walk()).isEmpty();
      assertThat(array.get(length - 1)).isEqualTo(7);
      FreeStore.deleteArray(array);
      assertThatThrownBy(() -> store.free(array.address))
          .isInstanceOf(InvalidDeleteException.class);
    }
    assertThat(walk()).isEmpty();
  }

  @Test
  void thePayloadOfALargeStructIsItsOwn() {
    Bulk bulk = FreeStore.createIn(store, Bulk.class);
    long address = ((StoreObject) bulk).address;
    assertRefused(address, "it is the memory of the object of type " + Bulk.class.getName());
    FreeStore.delete(bulk);
    assertThat(walk()).isEmpty();
  }

  @Test
  void theBytesOfALongTextAreItsOwners() {
    Car car = CarStruct.createIn(store);
    car.name("x".repeat(100_000));
    long[] block = {0};
    store.walkObjects(object -> {
      if (object.kind() == ObjectKind.TEXT) {
        block[0] = object.payloadBlock();
      }
    });
    assertRefused(block[0], "it is the memory of the text");
    assertThat(car.name()).hasSize(100_000);
    FreeStore.delete(car);
    assertThat(walk()).isEmpty();
  }

  @Test
  void theMemoryOfLargeStorageIsItsOwn() {
    try (Storage storage = Storage.ofIn(store, Bulk.class)) {
      Bulk bulk = FreeStore.createIn(storage, Bulk.class);
      assertRefused(((StoreObject) bulk).address, Bulk.class.getName());
      FreeStore.destroy(bulk);
    }
    assertThat(walk()).isEmpty();
  }

  @Test
  void aResourcesChunksAreItsOwnAndShownWhileItIsOpen() {
    try (MonotonicResource resource = MonotonicResource.open(store)) {
      MemorySegment segment = resource.allocate(16);
      assertThat(walk()).containsKey(segment.address());
      assertRefused(segment.address(), "");
      assertThat(store.leaks().rawBlocks()).isEqualTo(1);
    }
    try (PoolResource pool = PoolResource.open(store, PoolResource.Options.defaults())) {
      pool.allocate(16);
      Set<Long> chunks = new HashSet<>(walk().keySet());
      assertThat(chunks).isNotEmpty();
      chunks.forEach(chunk -> assertRefused(chunk, ""));
    }
    assertThat(walk()).isEmpty();
  }

  @Test
  void aSegmentOfAScopeIsTheScopes() {
    try (AutoScope scope = AutoScope.openIn(store, null)) {
      long address = scope.allocate(100, 8).address();
      assertThatThrownBy(() -> store.free(address)).isInstanceOf(InvalidDeleteException.class);
      assertThatThrownBy(() -> store.free(address - 16))
          .isExactlyInstanceOf(DoubleDeleteException.class)
          .hasMessageContaining("a scope has its memory by now");
      store.verify();
      assertThat(walk()).containsKey(address - 16);
    }
    assertThat(walk()).isEmpty();
  }

  @Test
  void noSegmentOfAnArenaCanBeFreed() {
    for (long byteSize : new long[] {1, 256, 4_096, 5_000, 60_000, 65_536, 3 << 20}) {
      for (long byteAlignment : new long[] {1, 16, 4_096}) {
        try (Arena arena = store.arena();
            Arena shared = store.recyclingArena()) {
          for (Arena each : List.of(arena, shared)) {
            long address = each.allocate(byteSize, byteAlignment).address();
            assertThatThrownBy(() -> store.free(address))
                .isInstanceOf(InvalidDeleteException.class);
          }
        }
      }
    }
    store.leaks(); // ends the batches
    assertThat(walk()).isEmpty();
  }

  @Test
  void whatObjectsAndRawBlocksTakeIsWhatIsInUse() {
    if (set.options().protection() == Protection.FULL) {
      return; // of guarded blocks the walk shows what the program has
    }
    for (int length : new int[] {0, 1, 100, 2_000, 9_000, 100_000}) {
      IntArray.createIn(store, length);
      store.malloc(length);
    }
    Car car = CarStruct.createIn(store);
    car.name("y".repeat(5_000));
    long[] sum = {0};
    store.walkObjects(object -> sum[0] += object.blockBytes());
    store.walk((address, usableBytes) -> sum[0] += usableBytes);
    assertThat(sum[0]).isEqualTo(store.statistics().inUseBytes());
  }
}
