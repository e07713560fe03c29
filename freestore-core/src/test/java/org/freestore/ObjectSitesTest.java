// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freestore.ReportText.caught;

import java.util.List;
import java.util.Objects;
import org.freestore.MisuseReport.Subject;
import org.freestore.MisuseReport.Trace;
import org.freestore.fixture.Car;
import org.freestore.fixture.CarStruct;
import org.freestore.fixture.Point;
import org.freestore.fixture.PointStruct;
import org.freestore.protection.ObjectSites;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// With raised protection, reports name who created and who deleted an object.
class ObjectSitesTest {
  private final FreeStore store = open(Protection.SITES);

  private static FreeStore open(Protection protection) {
    return FreeStore.open(
        FreeStoreOptions.defaults().withName("watched").withProtection(protection));
  }

  @BeforeEach
  void trim() {
    FreeStore.global().trim();
  }

  @AfterEach
  void close() {
    store.verify();
    store.close();
  }

  private static Car createHere(MemoryResource resource) {
    return CarStruct.createIn(resource);
  }

  private static void deleteHere(Object object) {
    FreeStore.delete(object);
  }

  private static Subject subjectOf(Car stale) {
    MisuseReport report = caught(UseAfterDeleteException.class, () -> stale.speed()).report();
    return Objects.requireNonNull(report.subject());
  }

  private static void assertFrom(@Nullable Trace trace, String what, String method) {
    Trace recorded = Objects.requireNonNull(trace);
    assertThat(recorded.what()).isEqualTo(what);
    assertThat(recorded.frames().getFirst().getMethodName()).contains(method);
  }

  @Test
  void theWholeReportOfAUseAfterDeleteByAnotherThread() throws Exception {
    Car car = createHere(store);
    OtherThread.run(() -> deleteHere(car));
    assertThat(ReportText.of(caught(UseAfterDeleteException.class, () -> car.name("bee")), car))
        .isEqualTo(
            """
            use-after-delete: Car.name address=base+8 store=watched
            READ of 8 bytes at base+8 by thread main at org.freestore.ObjectSitesTest.theWholeReportOfAUseAfterDeleteByAnotherThread(ObjectSitesTest.java)
            base+8 is 0 bytes inside of 32-byte object of type org.freestore.fixture.Car [base+8,base+40), property name
            deleted by thread other here:
                at org.freestore.ObjectSitesTest.deleteHere(ObjectSitesTest.java)
            created by thread main here:
                at org.freestore.ObjectSitesTest.createHere(ObjectSitesTest.java)
            generation 1; its block was not reused since
            neighbourhood, blocks of 40 bytes:
            => base+0  free, was object of type org.freestore.fixture.Car, generation 1
               base+40  unused
               base+80  unused
            SUMMARY: Freestore: use-after-delete Car.name at org.freestore.ObjectSitesTest.theWholeReportOfAUseAfterDeleteByAnotherThread(ObjectSitesTest.java)\
            """);
  }

  @Test
  void sitesAreThoseOfTheObjectHoweverOftenItsBlockWasReused() {
    Car car = createHere(store);
    deleteHere(car);
    for (int i = 0; i < 5; i++) {
      FreeStore.delete(PointStruct.createIn(store));
    }
    Subject subject = subjectOf(car);
    assertFrom(subject.created(), "created", "createHere");
    assertFrom(subject.ended(), "deleted", "deleteHere");
    assertThat(subject.reused()).isEqualTo(5);
    assertThat(subject.words()).isEqualTo("Car.speed");
    assertThat(
            Objects.requireNonNull(
                    caught(UseAfterDeleteException.class, () -> car.engine().power())
                        .report()
                        .subject())
                .words())
        .isEqualTo("Car.engine.power");
  }

  @ParameterizedTest
  @EnumSource(
      value = Protection.class,
      names = {"SITES", "FULL"})
  void everyWayToCreateAndToEndIsRecorded(Protection protection) {
    try (FreeStore watched = open(protection)) {
      Car automatic;
      try (AutoScope scope = AutoScope.openIn(watched, "scope")) {
        automatic = createHere(scope);
      }
      Subject subject = subjectOf(automatic);
      assertFrom(subject.created(), "created", "createHere");
      assertFrom(
          subject.ended(),
          "ended with its scope \"scope\", closed",
          "everyWayToCreateAndToEndIsRecorded");

      StructArray<Car> cars = FreeStore.createArrayIn(watched, Car.class, 100);
      Car element = cars.get(7);
      cars.get(3).name("x".repeat(5_000));
      FreeStore.deleteArray(cars);
      assertThat(subjectOf(element).words()).isEqualTo("Car[7].speed");
      assertThat(subjectOf(element).arrayLength()).isEqualTo(100);
      assertFrom(subjectOf(element).ended(), "deleted", "everyWayToCreateAndToEndIsRecorded");

      Car named = createHere(watched);
      named.name("y".repeat(5_000));
      named.name("z");
      deleteHere(named);
      assertThat(watched.leaks().isEmpty()).isTrue();
      watched.verify();
    }
  }

  @Test
  void theClosingOfTheStoreIsWhatEndedAnObject() {
    FreeStore closed = open(Protection.SITES);
    Car car = createHere(closed);
    closed.close();
    Subject subject = subjectOf(car);
    assertFrom(subject.created(), "created", "createHere");
    assertFrom(
        subject.ended(),
        "ended with its store watched, closed",
        "theClosingOfTheStoreIsWhatEndedAnObject");
  }

  @Test
  void sitesOfObjectsOfClosedStoresOutliveTheReuseOfTheirMemory() {
    FreeStore closed = open(Protection.SITES);
    Car car = createHere(closed);
    deleteHere(car);
    closed.close();
    Point other = PointStruct.createIn(store);
    assertFrom(subjectOf(car).ended(), "deleted", "deleteHere");
    FreeStore.delete(other);
  }

  @Test
  void theOldestOfTooManyAreForgotten() {
    Car car = createHere(store);
    deleteHere(car);
    for (int i = 0; i <= ObjectSites.MOST_GONE; i++) {
      FreeStore.delete(PointStruct.createIn(store));
    }
    assertThat(subjectOf(car).ended()).isNull();
    assertThat(caught(UseAfterDeleteException.class, () -> car.speed()))
        .hasMessageContaining("\ndeleted and created by: not remembered any more\n");
  }

  @Test
  void leaksAreGroupedByWhereTheyWereCreated() {
    List<Car> cars = List.of(createHere(store), createHere(store), CarStruct.createIn(store));
    long raw = store.malloc(16);
    Leaks leaks = store.leaks();
    assertThat(ReportText.of(leaks.toString(), 0, 1))
        .isEqualTo(
            """
            leaks: store=watched
            64 bytes in 2 objects of type org.freestore.fixture.Car, created here:
                at org.freestore.ObjectSitesTest.createHere(ObjectSitesTest.java)
            32 bytes in 1 object of type org.freestore.fixture.Car, created here:
                at org.freestore.ObjectSitesTest.leaksAreGroupedByWhereTheyWereCreated(ObjectSitesTest.java)
            16 bytes in 1 raw block, created here:
                at org.freestore.ObjectSitesTest.leaksAreGroupedByWhereTheyWereCreated(ObjectSitesTest.java)
            SUMMARY: Freestore: 112 bytes leaked in 3 objects and 1 raw block\
            """);
    cars.forEach(FreeStore::delete);
    store.free(raw);
  }
}
