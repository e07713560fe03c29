// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.freestore.ReportText.caught;

import java.util.Objects;
import org.freestore.fixture.Car;
import org.freestore.fixture.CarStruct;
import org.freestore.fixture.Point;
import org.freestore.fixture.PointStruct;
import org.freestore.fixture.Truck;
import org.freestore.fixture.TruckStruct;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.object.Reference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole report of each defect, line by line.
class MisuseReportTest {
  private static final String NOT_RECORDED =
      "not recorded; FreeStoreOptions.withProtection(Protection.SITES) records it\n";

  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("garage"));

  /// Slabs that other tests left are purged, so that the blocks around are unused.
  @BeforeEach
  void trim() {
    FreeStore.global().trim();
  }

  @AfterEach
  void close() {
    store.verify();
    store.close();
  }

  private static long reference(Object object) {
    return ((StoreObject) object).reference();
  }

  /// Makes an object one of another kind, as those that create such do.
  private static void makeKind(Object object, Kind kind) {
    long block = Reference.address(reference(object));
    Memory.putLong(block, Header.withKind(Memory.getLong(block), kind));
  }

  @Test
  void aReadAfterDelete() {
    Car car = CarStruct.createIn(store);
    Car next = CarStruct.createIn(store);
    FreeStore.delete(car);
    assertThat(ReportText.of(caught(UseAfterDeleteException.class, () -> car.speed()), car))
        .isEqualTo(
            """
            use-after-delete: Car.speed address=base+16 store=garage
            READ of 4 bytes at base+16 by thread main at org.freestore.MisuseReportTest.aReadAfterDelete(MisuseReportTest.java)
            base+16 is 8 bytes inside of 32-byte object of type org.freestore.fixture.Car [base+8,base+40), property speed
            deleted and created by: not recorded; FreeStoreOptions.withProtection(Protection.SITES) records it
            generation 1; its block was not reused since
            neighbourhood, blocks of 40 bytes:
            => base+0  free, was object of type org.freestore.fixture.Car, generation 1
               base+40  live object of type org.freestore.fixture.Car, generation 1
               base+80  unused
            SUMMARY: Freestore: use-after-delete Car.speed at org.freestore.MisuseReportTest.aReadAfterDelete(MisuseReportTest.java)\
            """);
    FreeStore.delete(next);
  }

  @Test
  void aWriteToAPropertyOfAnEmbeddedStructAfterTheBlockWasReused() {
    Car car = CarStruct.createIn(store);
    FreeStore.delete(car);
    FreeStore.delete(PointStruct.createIn(store));
    Point occupant = PointStruct.createIn(store);
    assertThat(
            ReportText.of(
                caught(UseAfterDeleteException.class, () -> car.engine().power(300)), car))
        .isEqualTo(
            """
            use-after-delete: Engine.power address=base+20 store=garage
            WRITE of 4 bytes at base+20 by thread main at org.freestore.MisuseReportTest.aWriteToAPropertyOfAnEmbeddedStructAfterTheBlockWasReused(MisuseReportTest.java)
            base+20 is 0 bytes inside of 20-byte object of type org.freestore.fixture.Engine [base+20,base+40), property power
            deleted and created by: not recorded; FreeStoreOptions.withProtection(Protection.SITES) records it
            generation 1; its block was reused 2 times since
            now there: live object of type org.freestore.fixture.Point, generation 3
            neighbourhood, blocks of 40 bytes:
            => base+0  live object of type org.freestore.fixture.Point, generation 3
               base+40  unused
               base+80  unused
            SUMMARY: Freestore: use-after-delete Engine.power at org.freestore.MisuseReportTest.aWriteToAPropertyOfAnEmbeddedStructAfterTheBlockWasReused(MisuseReportTest.java)\
            """);
    FreeStore.delete(occupant);
  }

  @Test
  void aPropertyOfAnEmbeddedStructAndAnElementAreNamedThroughTheirOwner() {
    Car car = CarStruct.createIn(store);
    IntArray cylinders = car.engine().cylinders();
    FreeStore.delete(car);
    assertThat(caught(UseAfterDeleteException.class, () -> car.engine().power()).summary())
        .contains("use-after-delete Car.engine.power at ");
    MisuseReport report = caught(UseAfterDeleteException.class, () -> cylinders.set(2, 5)).report();
    assertThat(report.summary()).contains("use-after-delete Car.engine.cylinders[2] at ");
    assertThat(report.text())
        .contains("24 bytes inside of 32-byte object")
        .contains("property engine.cylinders[2]");
  }

  @Test
  void aDoubleDelete() {
    Car car = CarStruct.createIn(store);
    FreeStore.delete(car);
    assertThat(ReportText.of(caught(DoubleDeleteException.class, () -> FreeStore.delete(car)), car))
        .isEqualTo(
            """
            double-delete: Car address=base+8 store=garage
            by thread main at org.freestore.MisuseReportTest.aDoubleDelete(MisuseReportTest.java)
            base+8 is 0 bytes inside of 32-byte object of type org.freestore.fixture.Car [base+8,base+40)
            deleted and created by: not recorded; FreeStoreOptions.withProtection(Protection.SITES) records it
            generation 1; its block was not reused since
            neighbourhood, blocks of 40 bytes:
            => base+0  free, was object of type org.freestore.fixture.Car, generation 1
               base+40  unused
               base+80  unused
            SUMMARY: Freestore: double-delete Car at org.freestore.MisuseReportTest.aDoubleDelete(MisuseReportTest.java)\
            """);
  }

  @Test
  void aDeleteOfAnAutomaticObjectNamesItsScope() {
    try (AutoScope scope = AutoScope.openIn(store, "request");
        AutoScope inner = AutoScope.openIn(store, null)) {
      Car car = CarStruct.createIn(scope);
      Car innermost = CarStruct.createIn(inner);
      assertThat(
              ReportText.of(caught(InvalidDeleteException.class, () -> FreeStore.delete(car)), car))
          .isEqualTo(
              """
              invalid-delete (automatic object of scope "request"): Car address=base+8 store=garage
              by thread main at org.freestore.MisuseReportTest.aDeleteOfAnAutomaticObjectNamesItsScope(MisuseReportTest.java)
              base+8 is 0 bytes inside of 32-byte automatic object of type org.freestore.fixture.Car [base+8,base+40)
              created by: not recorded; FreeStoreOptions.withProtection(Protection.SITES) records it
              generation 1
              neighbourhood, blocks of 40 bytes:
              => base+0  live automatic object of type org.freestore.fixture.Car, generation 1
                 base+40  live automatic object of type org.freestore.fixture.Car, generation 1
                 base+80  unused
              SUMMARY: Freestore: invalid-delete Car at org.freestore.MisuseReportTest.aDeleteOfAnAutomaticObjectNamesItsScope(MisuseReportTest.java)\
              """);
      assertThat(caught(InvalidDeleteException.class, () -> FreeStore.delete(innermost)).report())
          .extracting(MisuseReport::detail)
          .isEqualTo("automatic object of scope at depth 2");
    }
  }

  @Test
  void anAutomaticObjectUsedAfterItsScopeSaysSo() {
    Car car;
    try (AutoScope scope = AutoScope.openIn(store, "request")) {
      car = CarStruct.createIn(scope);
    }
    assertThat(caught(UseAfterDeleteException.class, () -> car.speed()))
        .hasMessageStartingWith(
            "use-after-delete (automatic object whose scope has ended): Car.speed");
    assertThat(caught(DoubleDeleteException.class, () -> FreeStore.delete(car)))
        .hasMessageStartingWith(
            "double-delete (automatic object whose scope has ended): Car address");
  }

  @Test
  void aDeleteOfAnEmbeddedStructNamesItsOwnersProperty() {
    Car car = CarStruct.createIn(store);
    MisuseException misuse =
        caught(InvalidDeleteException.class, () -> FreeStore.delete(car.engine()));
    assertThat(misuse)
        .hasMessageStartingWith("invalid-delete (embedded in Car, property engine): Car.engine")
        .hasMessageContaining("12 bytes inside of 32-byte object of type");
    assertThat(
            caught(
                InvalidDeleteException.class,
                () -> FreeStore.deleteArray(car.engine().cylinders())))
        .hasMessageStartingWith("invalid-delete (embedded in Car, property engine.cylinders): ");
    FreeStore.delete(car);
  }

  @ParameterizedTest
  @CsvSource({
    "STATIC, 'static object: the program''s exit ends it'",
    "PLACEMENT, 'placement object: destroy ends it, its storage is somebody else''s'",
    "SHARED, shared object: the last shared pointer deletes it",
  })
  void aDeleteOfWhatSomebodyElseEndsSaysWho(Kind kind, String detail) {
    Point point = PointStruct.createIn(store);
    makeKind(point, kind);
    assertThat(caught(InvalidDeleteException.class, () -> FreeStore.delete(point)).report())
        .extracting(MisuseReport::detail)
        .isEqualTo(detail);
  }

  @Test
  void aDeleteOfAnElementNamesItsIndex() {
    StructArray<Car> cars = FreeStore.createArrayIn(store, Car.class, 5);
    assertThat(
            ReportText.of(
                caught(InvalidDeleteException.class, () -> FreeStore.delete(cars.get(3))), cars))
        .isEqualTo(
            """
            invalid-delete (element 3 of an array): Car[3] address=base+112 store=garage
            by thread main at org.freestore.MisuseReportTest.aDeleteOfAnElementNamesItsIndex(MisuseReportTest.java)
            base+112 is 96 bytes inside of 160-byte array of type org.freestore.fixture.Car and length 5 [base+16,base+176), element [3]
            created by: not recorded; FreeStoreOptions.withProtection(Protection.SITES) records it
            generation 1
            neighbourhood, blocks of 176 bytes:
            => base+0  live array of type org.freestore.fixture.Car, generation 1
               base+176  unused
               base+352  unused
            SUMMARY: Freestore: invalid-delete Car[3] at org.freestore.MisuseReportTest.aDeleteOfAnElementNamesItsIndex(MisuseReportTest.java)\
            """);
    FreeStore.deleteArray(cars);
  }

  @ParameterizedTest
  @CsvSource({"5, 160", "100, 3200"})
  void anAccessToAnElementOfADeletedArray(long length, long byteSize) {
    StructArray<Car> cars = FreeStore.createArrayIn(store, Car.class, length);
    Car third = cars.get(3);
    FreeStore.deleteArray(cars);
    MisuseException misuse = caught(UseAfterDeleteException.class, third::speed);
    assertThat(misuse)
        .hasMessageStartingWith("use-after-delete: Car[3].speed address=")
        .hasMessageContaining(
            "104 bytes inside of "
                + byteSize
                + "-byte array of type org.freestore.fixture.Car and"
                + " length "
                + length)
        .hasMessageContaining("element [3].speed");
    MisuseReport.Subject subject = Objects.requireNonNull(misuse.report().subject());
    assertThat(subject.arrayLength()).isEqualTo(length);
    assertThat(subject.path()).isEqualTo("[3].speed");
    assertThat(caught(UseAfterDeleteException.class, () -> cars.get(4).speed()).summary())
        .contains("Car[4]");
  }

  @Test
  void anAccessToAnElementOfADeletedArrayOfInts() {
    IntArray numbers = IntArray.createIn(store, 8);
    FreeStore.deleteArray(numbers);
    assertThat(
            ReportText.of(caught(UseAfterDeleteException.class, () -> numbers.set(7, 1)), numbers))
        .startsWith(
            """
            use-after-delete: int[7] address=base+44 store=garage
            WRITE of 4 bytes at base+44 by thread main at org.freestore.MisuseReportTest.anAccessToAnElementOfADeletedArrayOfInts(MisuseReportTest.java)
            base+44 is 28 bytes inside of 32-byte array of type int and length 8 [base+16,base+48), element [7]
            deleted and created by:\
            """
                + " "
                + NOT_RECORDED);
    assertThat(caught(DoubleDeleteException.class, () -> FreeStore.deleteArray(numbers)).summary())
        .contains("double-delete int[] at");
  }

  @Test
  void theWrongFormOfDelete() {
    Car car = CarStruct.createIn(store);
    IntArray numbers = IntArray.createIn(store, 8);
    StructArray<Car> cars = FreeStore.createArrayIn(store, Car.class, 2);
    assertThat(caught(MismatchedDeleteException.class, () -> FreeStore.deleteArray(car)))
        .hasMessageStartingWith(
            "mismatched-delete (deleteArray of an object created by create): Car address=");
    assertThat(caught(MismatchedDeleteException.class, () -> FreeStore.delete(numbers)))
        .hasMessageStartingWith(
            "mismatched-delete (delete of an array created by createArray): int[] address=");
    assertThat(caught(MismatchedDeleteException.class, () -> FreeStore.delete(cars)))
        .hasMessageStartingWith(
            "mismatched-delete (delete of an array created by createArray): Car[] address=");
    FreeStore.delete(car);
    FreeStore.deleteArray(numbers);
    FreeStore.deleteArray(cars);
  }

  @Test
  void aFreeOfAnObjectsAddress() {
    Car car = CarStruct.createIn(store);
    long address = ((StoreObject) car).address;
    assertThat(
            ReportText.of(
                caught(MismatchedDeleteException.class, () -> store.free(address + 8)), car))
        .isEqualTo(
            """
            mismatched-delete (free of an object; objects are deleted, not freed): Car.speed address=base+16 store=garage
            by thread main at org.freestore.MisuseReportTest.aFreeOfAnObjectsAddress(MisuseReportTest.java)
            base+16 is 8 bytes inside of 32-byte object of type org.freestore.fixture.Car [base+8,base+40), property speed
            created by: not recorded; FreeStoreOptions.withProtection(Protection.SITES) records it
            generation 1
            neighbourhood, blocks of 40 bytes:
            => base+0  live object of type org.freestore.fixture.Car, generation 1
               base+40  unused
               base+80  unused
            SUMMARY: Freestore: mismatched-delete Car.speed at org.freestore.MisuseReportTest.aFreeOfAnObjectsAddress(MisuseReportTest.java)\
            """);
    FreeStore.delete(car);
    assertThat(caught(MismatchedDeleteException.class, () -> store.free(address)))
        .hasMessageStartingWith("mismatched-delete (free of an object");
  }

  @Test
  void aDeleteThroughABaseThatIsNotPolymorphic() {
    Truck truck = TruckStruct.createIn(store);
    Car asCar = CarStruct.at(reference(truck));
    assertThat(caught(MismatchedDeleteException.class, () -> FreeStore.delete(asCar)))
        .hasMessageStartingWith(
            "mismatched-delete (delete of a Truck through Car, which is not polymorphic): Truck");
    FreeStore.delete(truck);
  }

  @Test
  void anObjectOfAnotherType() {
    Car car = CarStruct.createIn(store);
    assertThat(
            ReportText.of(
                caught(TypeMismatchException.class, () -> FreeStore.cast(Truck.class, car)), car))
        .startsWith(
            """
            type-mismatch (object is not a org.freestore.fixture.Truck): Car address=base+8 store=garage
            by thread main at org.freestore.MisuseReportTest.anObjectOfAnotherType(MisuseReportTest.java)
            base+8 is 0 bytes inside of 32-byte object of type org.freestore.fixture.Car [base+8,base+40)
            """);
    assertThat(caught(TypeMismatchException.class, () -> FreeStore.delete("a string")))
        .hasMessageStartingWith(
            "type-mismatch (not an object of a store: java.lang.String)\nby thread main at ")
        .hasMessageContaining(
            "SUMMARY: Freestore: type-mismatch (not an object of a store: java.lang.String) at ");
    FreeStore.delete(car);
  }

  @Test
  void aPropertyThatWasNeverWritten() {
    Point point = PointStruct.createIn(store);
    assertThat(ReportText.of(caught(UninitializedReadException.class, () -> point.x()), point))
        .startsWith(
            """
            uninitialized-read: Point.x address=base+8 store=garage
            READ of 8 bytes at base+8 by thread main at org.freestore.MisuseReportTest.aPropertyThatWasNeverWritten(MisuseReportTest.java)
            base+8 is 0 bytes inside of 32-byte object of type org.freestore.fixture.Point [base+8,base+40), property x
            """);
    FreeStore.delete(point);
  }

  @Test
  void aPureVirtualCallAndAnExpiredWeakPointerHaveReports() {
    assertThat(Misuses.pureVirtual(CarStruct.TYPE, "drive").report().headline())
        .isEqualTo(
            "pure-virtual-call (no struct that overrides Car.drive is part of the object now: it is"
                + " being constructed or destroyed)");
    Car car = CarStruct.createIn(store);
    FreeStore.delete(car);
    assertThat(Misuses.expired(car))
        .hasMessageStartingWith("expired-weak-pointer: Car address=")
        .hasMessageContaining("generation");
    assertThat(Misuses.expired("no object of a store"))
        .hasMessageStartingWith("expired-weak-pointer (its owners are closed)\n");
  }

  @Test
  void anObjectOfAClosedStore() {
    FreeStore closed = FreeStore.open(FreeStoreOptions.defaults().withName("cache"));
    Car car = CarStruct.createIn(closed);
    Car deleted = CarStruct.createIn(closed);
    FreeStore.delete(deleted);
    closed.close();
    assertThat(ReportText.of(caught(UseAfterDeleteException.class, () -> car.speed(3)), car))
        .startsWith(
            """
            use-after-delete (its store was closed): Car.speed address=base+16 store=cache
            WRITE of 4 bytes at base+16 by thread main at org.freestore.MisuseReportTest.anObjectOfAClosedStore(MisuseReportTest.java)
            base+16 is 8 bytes inside of 32-byte object of type org.freestore.fixture.Car [base+8,base+40), property speed
            ended with its store cache, closed by thread main here:
                at org.freestore.MisuseReportTest.anObjectOfAClosedStore(MisuseReportTest.java)
            created by:\
            """
                + " "
                + NOT_RECORDED
                + "generation 1; ");
    assertThat(caught(UseAfterDeleteException.class, deleted::speed))
        .hasMessageStartingWith("use-after-delete: Car.speed address=");
  }

  @Test
  void whereThePagesWentBackTheCountOfReusesIsABound() {
    Car car = CarStruct.createIn(store);
    for (int i = 0; i < 3; i++) {
      Car other = CarStruct.createIn(store);
      FreeStore.delete(car);
      FreeStore.delete(other);
      car = CarStruct.createIn(store);
    }
    Car last = car;
    FreeStore.delete(last);
    store.trim();
    assertThat(caught(UseAfterDeleteException.class, last::speed).report().subject())
        .satisfies(subject -> assertThat(subject.reusedExactly()).isFalse());
    assertThat(caught(UseAfterDeleteException.class, last::speed))
        .hasMessageContaining("its block was ")
        .hasMessageContaining("=> ")
        .hasMessageContaining("unused");
  }

  @Test
  void anObjectWhoseDestructorRunsCannotBeDeleted() {
    Car car = CarStruct.createIn(store);
    long block = Reference.address(reference(car));
    long header = Memory.getLong(block);
    Memory.putLong(block, Header.withState(header, Header.DESTROYING));
    assertThat(caught(DoubleDeleteException.class, () -> FreeStore.delete(car)))
        .hasMessageStartingWith("double-delete (it is being destroyed): Car address=")
        .hasMessageContaining("being destroyed, was object of type");
    Memory.putLong(block, header);
    FreeStore.delete(car);
  }

  @Test
  void aRawDoubleFree() {
    long address = store.malloc(100);
    store.free(address);
    MisuseException misuse = caught(DoubleDeleteException.class, () -> store.free(address));
    assertThat(ReportText.of(Objects.requireNonNull(misuse.getMessage()), address, 1))
        .isEqualTo(
            """
            double-free (block freed twice): address=base+0 store=garage
            by thread main at org.freestore.MisuseReportTest.aRawDoubleFree(MisuseReportTest.java)
            base+0 is 0 bytes inside of 128-byte block [base+0,base+128): block=base+0 offset=0 blockBytes=128 slab=base+0
            freed and allocated by: not recorded; FreeStoreOptions.withProtection(Protection.SITES) records it
            SUMMARY: Freestore: double-free (block freed twice) at org.freestore.MisuseReportTest.aRawDoubleFree(MisuseReportTest.java)\
            """);
  }

  @Test
  void theFactsAreThereForPrograms() {
    Car car = CarStruct.createIn(store);
    FreeStore.delete(car);
    MisuseReport report = caught(UseAfterDeleteException.class, () -> car.speed()).report();
    assertThat(report.defect()).isEqualTo(Defect.USE_AFTER_DELETE);
    assertThat(report.address()).isEqualTo(((StoreObject) car).address + 8);
    assertThat(report.storeName()).isEqualTo("garage");
    assertThat(report.access()).isEqualTo(new MisuseReport.Access(false, 4));
    MisuseReport.Subject subject = Objects.requireNonNull(report.subject());
    assertThat(subject.reference()).isEqualTo(reference(car));
    assertThat(subject.typeName()).isEqualTo("org.freestore.fixture.Car");
    assertThat(subject.kind()).isEqualTo(ObjectKind.OBJECT);
    assertThat(subject.path()).isEqualTo("speed");
    assertThat(subject.byteSize()).isEqualTo(32);
    assertThat(subject.arrayLength()).isEqualTo(-1);
    assertThat(subject.reused()).isZero();
    assertThat(subject.reusedExactly()).isTrue();
    assertThat(report.occupant()).isNull();
    assertThat(report.neighbourhood()).hasSize(3);
  }

  @Test
  void theStackBeginsWithTheProgramsOwnFrame() {
    Car car = CarStruct.createIn(store);
    FreeStore.delete(car);
    assertThatThrownBy(() -> car.speed(3))
        .satisfies(
            e -> assertThat(e.getStackTrace()[0].getClassName()).isEqualTo(getClass().getName()))
        .satisfies(
            e -> assertThat(e.getStackTrace()[0]).isEqualTo(((MisuseException) e).report().site()));
  }

  @Test
  void anArbitraryReferenceIsReportedToo() {
    for (long reference : new long[] {-1, 1L << 40, Long.MIN_VALUE, 0x0000_01ff_ffff_ffffL}) {
      Car car = CarStruct.at(reference);
      assertThatThrownBy(() -> car.speed())
          .isInstanceOf(UseAfterDeleteException.class)
          .hasMessageContaining("SUMMARY: Freestore: use-after-delete Car");
      assertThatThrownBy(() -> FreeStore.delete(car)).isInstanceOf(DoubleDeleteException.class);
    }
  }
}
