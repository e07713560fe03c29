// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.freestore.fixture.Car;
import org.freestore.fixture.CarStruct;
import org.freestore.fixture.Point;
import org.freestore.fixture.Spot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What walks over slabs, pointers and allocations show.
class WalkTest {
  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("walked"));

  @AfterEach
  void close() {
    store.close();
  }

  private static Map<String, Long> pointers(FreeStore store, Object of) {
    Map<String, Long> seen = new TreeMap<>();
    store.walkObjects(object -> {
      if (object.reference() == ((StoreObject) of).reference()) {
        object.pointers((path, target, owns) -> seen.put(path + (owns ? " owns" : ""), target));
      }
    });
    return seen;
  }

  @Test
  void theCountsOfAllSlabsAreTheStoresStatistics() {
    List<Long> blocks = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      blocks.add(store.malloc(i % 700));
    }
    blocks.stream().filter(block -> block % 3 == 0).forEach(store::free);
    IntArray large = IntArray.createIn(store, 1_000_000);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      points.add(FreeStore.createIn(store, Point.class));
    }
    points.subList(100, 300).forEach(FreeStore::delete);
    long[] sums = new long[4];
    store.walkSlabs(slab -> {
      sums[0] += slab.liveBlocks() * slab.blockBytes();
      sums[1] += slab.cachedBlocks() * slab.blockBytes();
      sums[2] += slab.freeBlocks() * slab.blockBytes();
      sums[3] += slab.byteSize();
      assertThat(slab.heapName())
          .isEqualTo(slab.large() ? "store" : Thread.currentThread().getName());
      assertThat(
              slab.liveBlocks()
                  + slab.cachedBlocks()
                  + slab.remoteFreedBlocks()
                  + slab.freeBlocks()
                  + slab.retiredBlocks())
          .isEqualTo(slab.large() ? 1 : slab.byteSize() / slab.blockBytes());
    });
    FreeStoreStatistics statistics = store.statistics();
    assertThat(sums)
        .containsExactly(
            statistics.inUseBytes(),
            statistics.cachedBytes(),
            statistics.freeBytes(),
            statistics.heldBytes());
    FreeStore.deleteArray(large);
  }

  @Test
  void pointersAreShownWithTheirPathsAndWhetherTheyOwn() {
    Car car = CarStruct.createIn(store);
    car.name("bee");
    Car other = CarStruct.createIn(store);
    assertThat(pointers(store, car)).containsOnlyKeys("name owns");
    PointerArray<Car> array = FreeStore.createPointerArrayIn(store, Car.class, 3);
    array.set(1, car);
    array.set(2, other);
    assertThat(pointers(store, array))
        .containsExactly(
            Map.entry("[1]", ((StoreObject) car).reference()),
            Map.entry("[2]", ((StoreObject) other).reference()));
    StructArray<Car> cars = FreeStore.createArrayIn(store, Car.class, 4);
    cars.get(3).name("wasp");
    assertThat(pointers(store, cars)).containsOnlyKeys("[3].name owns");
    FreeStore.delete(other);
    assertThat(pointers(store, array))
        .as("a pointer that dangles is shown")
        .containsKeys("[1]", "[2]");
  }

  @Test
  void anObjectThatIsGoneShowsNothing() {
    PointerArray<Car> array = FreeStore.createPointerArrayIn(store, Car.class, 1);
    array.set(0, CarStruct.createIn(store));
    List<LiveObject> seen = new ArrayList<>();
    store.walkObjects(seen::add);
    LiveObject shown =
        seen.stream().filter(object -> object.arrayLength() == 1).findFirst().orElseThrow();
    FreeStore.deleteArray(array);
    shown.pointers((path, target, owns) -> {
      throw new AssertionError(path);
    });
  }

  /// Its block had wild numbers in it where its elements and its length will stand. Following them
  /// would end the JVM.
  @Test
  void anArrayThatIsBeingCreatedIsShownCompleteOrNotAtAll() throws InterruptedException {
    AtomicBoolean done = new AtomicBoolean();
    Thread creator =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              while (!done.get()) {
                for (int length : new int[] {1, 500}) {
                  Spot spot = FreeStore.createIn(store, Spot.class);
                  spot.x(1 << 30);
                  spot.y(1L << 40);
                  FreeStore.delete(spot);
                  FreeStore.deleteArray(FreeStore.createPointerArrayIn(store, Car.class, length));
                }
              }
            });
    long[] shown = new long[1];
    for (long end = System.nanoTime() + 500_000_000; System.nanoTime() < end; ) {
      store.walkObjects(object -> {
        object.pointers((path, target, owns) -> {
          throw new AssertionError(path);
        });
        if (object.kind() == ObjectKind.ARRAY) {
          assertThat(object.arrayLength()).isLessThanOrEqualTo(500);
          shown[0]++;
        }
      });
    }
    done.set(true);
    creator.join();
    assertThat(shown[0]).isPositive();
  }

  @Test
  void aLargePayloadHasABlockThatIsShownWithItsObjectOnly() {
    IntArray small = IntArray.createIn(store, 10);
    IntArray large = IntArray.createIn(store, 10_000);
    Car car = CarStruct.createIn(store);
    car.name("x".repeat(5_000));
    List<LiveObject> shown = new ArrayList<>();
    store.walkObjects(shown::add);
    assertThat(payloadBlock(shown, 40)).isZero();
    assertThat(payloadBlock(shown, 40_000)).isEqualTo(large.address);
    assertThat(payloadBlock(shown, 5_000)).isNotZero().isNotEqualTo(large.address);
    store.walk((address, usableBytes) -> {
      throw new AssertionError(address);
    });
    assertThat(shown.stream().mapToLong(LiveObject::blockBytes).sum())
        .isEqualTo(store.statistics().inUseBytes());
    FreeStore.deleteArray(small);
    FreeStore.deleteArray(large);
    FreeStore.delete(car);
  }

  private static long payloadBlock(List<LiveObject> shown, long byteSize) {
    return shown.stream()
        .filter(object -> object.byteSize() == byteSize && object.kind() != ObjectKind.OBJECT)
        .findAny()
        .orElseThrow()
        .payloadBlock();
  }

  @Test
  void whatIsSharedIsShownByItsCounts() {
    Car car = CarStruct.createIn(store);
    try (Shared<Car> shared = Shared.of(car)) {
      List<String> seen = new ArrayList<>();
      store.walkObjects(object -> {
        if (object.kind() == ObjectKind.CONTROL) {
          object.pointers((path, target, owns) -> seen.add(path + " " + owns + " " + target));
        }
      });
      assertThat(seen).containsExactly("<object> true " + ((StoreObject) car).reference());
      assertThat(shared.useCount()).isEqualTo(1);
    }
  }

  @Test
  void everyAllocationIsKnownWhereSitesAreRecorded() {
    FreeStoreOptions options = FreeStoreOptions.defaults().withProtection(Protection.SITES);
    try (FreeStore watched = FreeStore.open(options)) {
      FreeStore.createIn(watched, Point.class);
      long block = watched.malloc(10);
      List<Allocation> seen = new ArrayList<>();
      watched.walkObjects(object -> seen.add(watched.allocationOf(object)));
      seen.add(watched.allocationOf(block));
      assertThat(seen)
          .hasSize(2)
          .allSatisfy(allocation -> {
            assertThat(allocation.weight()).isEqualTo(1);
            assertThat(allocation.threadId()).isEqualTo(Thread.currentThread().threadId());
            assertThat(allocation.threadName()).isEqualTo(Thread.currentThread().getName());
            assertThat(allocation.frames().getFirst().getMethodName())
                .isEqualTo("everyAllocationIsKnownWhereSitesAreRecorded");
            assertThat(allocation.at()).isBeforeOrEqualTo(Instant.now());
          });
      assertThat(watched.allocationOf(block + 1)).isNull();
    }
  }
}
