// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.freestore.fixture.Car;
import org.freestore.fixture.CarStruct;
import org.freestore.fixture.Point;
import org.freestore.fixture.PointStruct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is live is shown and counted exactly, with nothing recorded for it.
class LeaksTest {
  private final List<Leaks> reported = new ArrayList<>();
  private final FreeStore store =
      FreeStore.open(
          FreeStoreOptions.defaults().withName("garage").withLeakListener(reported::add));

  @AfterEach
  void close() {
    store.verify();
    store.close();
  }

  private List<LiveObject> walk() {
    List<LiveObject> seen = new ArrayList<>();
    store.walkObjects(seen::add);
    return seen;
  }

  @Test
  void aWalkShowsEveryLiveObjectWithItsTypeKindAndSize() {
    Car car = CarStruct.createIn(store);
    car.name("bee");
    FreeStore.delete(CarStruct.createIn(store));
    StructArray<Point> points = FreeStore.createArrayIn(store, Point.class, 3);
    IntArray numbers = IntArray.createIn(store, 5_000);
    PointerArray<Car> pointers = FreeStore.createPointerArrayIn(store, Car.class, 4);
    try (AutoScope scope = AutoScope.openIn(store, null)) {
      Point automatic = PointStruct.createIn(scope);
      assertThat(walk())
          .extracting(
              LiveObject::kind, LiveObject::typeName, LiveObject::byteSize, LiveObject::arrayLength)
          .containsExactlyInAnyOrder(
              tuple(ObjectKind.OBJECT, Car.class.getName(), 32L, -1L),
              tuple(ObjectKind.TEXT, "", 3L, -1L),
              tuple(ObjectKind.ARRAY, Point.class.getName(), 96L, 3L),
              tuple(ObjectKind.ARRAY, "int", 20_000L, 5_000L),
              tuple(ObjectKind.ARRAY, Car.class.getName() + "*", 32L, 4L),
              tuple(ObjectKind.AUTOMATIC, Point.class.getName(), 32L, -1L));
      assertThat(walk())
          .extracting(LiveObject::reference)
          .contains(((StoreObject) car).reference(), ((StoreObject) automatic).reference());
      assertThat(walk())
          .filteredOn(object -> object.typeName().equals("int"))
          .extracting(LiveObject::address)
          .containsExactly(numbers.address);
    }
    FreeStore.deleteArray(points);
    FreeStore.deleteArray(numbers);
    FreeStore.deleteArray(pointers);
    FreeStore.delete(car);
    assertThat(walk()).isEmpty();
  }

  @Test
  void leaksAreCountedByTypeAndKindWithTheTextsTheyHoldTheWorstFirst() throws IOException {
    List<Car> cars = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      cars.add(CarStruct.createIn(store));
    }
    cars.get(0).name("bee");
    cars.get(1).name("x".repeat(3_000));
    StructArray<Car> row = FreeStore.createArrayIn(store, Car.class, 2);
    row.get(1).name("ab");
    IntArray numbers = IntArray.createIn(store, 1_000);
    long small = store.malloc(64);
    long other = store.malloc(64);
    try (AutoScope scope = AutoScope.openIn(store, null)) {
      PointStruct.createIn(scope);
      assertThat(Files.readString(Path.of("../docs/misuse-reports.md")))
          .contains("```text\n" + store.leaks() + "\n```");
      assertThat(store.leaks().toString())
          .isEqualTo(
              """
              leaks: store=garage
              4000 bytes in 1 array of type int
              224 bytes in 7 objects of type org.freestore.fixture.Car, holding 3003 bytes in 2 texts
              128 bytes in 2 raw blocks
              64 bytes in 1 array of type org.freestore.fixture.Car, holding 2 bytes in 1 text
              created by: not recorded; FreeStoreOptions.withProtection(Protection.SITES) records it
              SUMMARY: Freestore: 7421 bytes leaked in 9 objects and 2 raw blocks\
              """);
    }
    store.free(small);
    store.free(other);
    FreeStore.deleteArray(numbers);
    FreeStore.deleteArray(row);
    cars.forEach(FreeStore::delete);
    assertThat(store.leaks().isEmpty()).isTrue();
    assertThat(store.leaks().summary())
        .isEqualTo("SUMMARY: Freestore: 0 bytes leaked in 0 objects");
  }

  @Test
  void theListenerLearnsAtCloseWhatWasLeaked() {
    CarStruct.createIn(store).name("bee");
    store.close();
    assertThat(reported).hasSize(1);
    assertThat(reported.getFirst().objects()).isEqualTo(1);
    assertThat(reported.getFirst().byteSize()).isEqualTo(35);
    store.close();
    assertThat(reported).hasSize(1);
  }

  @Test
  void theListenerIsNotCalledWhereNothingWasLeaked() {
    FreeStore.delete(CarStruct.createIn(store));
    store.close();
    assertThat(reported).isEmpty();
  }

  @Test
  void aListenerMayFailATestAndTheStoreIsClosedNevertheless() {
    FreeStore strict =
        FreeStore.open(
            FreeStoreOptions.defaults()
                .withLeakListener(leaks -> {
                  throw new IllegalStateException(leaks.summary());
                }));
    CarStruct.createIn(strict);
    assertThatThrownBy(strict::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("SUMMARY: Freestore: 32 bytes leaked in 1 object");
    assertThat(strict.isClosed()).isTrue();
  }

  @Test
  void aWalkGoesOnWhileThreadsCreateAndDelete() throws Exception {
    List<Car> kept = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      kept.add(CarStruct.createIn(store));
    }
    List<OtherThread.Work> works = new ArrayList<>();
    for (int thread = 0; thread < 2; thread++) {
      works.add(() -> {
        for (int i = 0; i < 20_000; i++) {
          Car car = CarStruct.createIn(store);
          car.name("car " + i);
          FreeStore.delete(car);
          FreeStore.deleteArray(IntArray.createIn(store, i % 500));
        }
      });
    }
    works.add(() -> {
      for (int i = 0; i < 100; i++) {
        List<Long> references = new ArrayList<>();
        store.walkObjects(object -> references.add(object.reference()));
        assertThat(references).doesNotHaveDuplicates();
        assertThat(references)
            .containsAll(kept.stream().map(car -> ((StoreObject) car).reference()).toList());
        assertThat(store.leaks().objects()).isGreaterThanOrEqualTo(1_000);
      }
    });
    OtherThread.runAll(Thread.ofPlatform(), works);
    kept.forEach(FreeStore::delete);
    assertThat(walk()).isEmpty();
  }
}
