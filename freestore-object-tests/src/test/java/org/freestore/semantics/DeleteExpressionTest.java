// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.freestore.AutoScope;
import org.freestore.DoubleDeleteException;
import org.freestore.FreeStore;
import org.freestore.IntArray;
import org.freestore.InvalidDeleteException;
import org.freestore.MismatchedDeleteException;
import org.freestore.StructArray;
import org.freestore.StructType;
import org.freestore.TypeMismatchException;
import org.freestore.UseAfterDeleteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The delete expression ([expr.delete]).
@ExtendWith(NothingLeaks.class)
final class DeleteExpressionTest {

  @Rule(17)
  @Test
  void deletingNullDoesNothing() {
    long before = NothingLeaks.live();
    FreeStore.delete(null);
    FreeStore.deleteArray(null);
    assertThat(NothingLeaks.live()).isEqualTo(before);
    assertThat(Journal.read()).isEmpty();
  }

  @Rule(18)
  @Test
  void anObjectIsNotDeletedAsAnArrayNorAnArrayAsAnObject() {
    Part part = PartStruct.create();
    StructArray<Part> parts = PartStruct.createArray(2);
    IntArray ints = IntArray.create(2);
    Journal.read();
    assertThatThrownBy(() -> FreeStore.deleteArray((Object) part))
        .isInstanceOf(MismatchedDeleteException.class);
    assertThatThrownBy(() -> FreeStore.delete((Object) parts))
        .isInstanceOf(MismatchedDeleteException.class);
    assertThatThrownBy(() -> FreeStore.delete((Object) ints))
        .isInstanceOf(MismatchedDeleteException.class);
    assertThat(Journal.read()).as("nothing was destroyed").isEmpty();
    assertThat(part.number()).isEqualTo(1);
    FreeStore.delete(part);
    FreeStore.deleteArray(parts);
    FreeStore.deleteArray(ints);
  }

  @Rule(18)
  @Test
  void onlyWhatTheMatchingFormOfNewReturnedCanBeDeleted() {
    Vehicle vehicle = VehicleStruct.create();
    StructArray<Part> parts = PartStruct.createArray(3);
    Journal.read();
    assertThatThrownBy(() -> FreeStore.delete(vehicle.engine()))
        .as("a part of an object")
        .isInstanceOf(InvalidDeleteException.class);
    assertThatThrownBy(() -> FreeStore.deleteArray(vehicle.doors()))
        .as("an embedded array")
        .isInstanceOf(InvalidDeleteException.class);
    for (int i = 0; i < 3; i++) {
      Part element = parts.get(i);
      assertThatThrownBy(() -> FreeStore.delete(element))
          .as("element %d", i)
          .isInstanceOf(InvalidDeleteException.class);
    }
    assertThatThrownBy(() -> FreeStore.delete((Object) "a string"))
        .isInstanceOf(TypeMismatchException.class);
    assertThatThrownBy(() -> FreeStore.deleteArray((Object) new int[3]))
        .isInstanceOf(TypeMismatchException.class);
    assertThat(Journal.read()).isEmpty();
    FreeStore.delete(vehicle);
    FreeStore.deleteArray(parts);
  }

  @Rule(18)
  @Test
  void memoryFromMallocAndObjectsAreNotMixedUp() {
    FreeStore store = FreeStore.global();
    MemorySegment raw = store.allocate(32, 8);
    assertThatThrownBy(() -> FreeStore.delete((Object) raw))
        .isInstanceOf(MismatchedDeleteException.class);
    store.free(raw);
    Part part = PartStruct.create();
    try (Arena arena = Arena.ofConfined()) {
      long address = PartStruct.segment(part, arena).address();
      assertThatThrownBy(() -> store.free(address)).isInstanceOf(InvalidDeleteException.class);
      assertThatThrownBy(() -> store.free(address - Long.BYTES))
          .isInstanceOf(InvalidDeleteException.class);
    }
    assertThat(part.number()).isEqualTo(1);
    FreeStore.delete(part);
  }

  @Rule(18)
  @Test
  void deletingTwiceIsReportedHoweverOftenTheMemoryWasReused() {
    Part part = PartStruct.create();
    FreeStore.delete(part);
    for (int i = 0; i < 1000; i++) {
      assertThatThrownBy(() -> FreeStore.delete(part)).isInstanceOf(DoubleDeleteException.class);
      FreeStore.delete(PartStruct.create());
    }
  }

  @Rule(19)
  @Test
  @SuppressWarnings("non-polymorphic-delete")
  void aBaseThatIsNotPolymorphicIsNoWayToDeleteWhatExtendsIt() {
    Samples.Garage garage = Samples_GarageStruct.create();
    Vehicle vehicle = VehicleStruct.create();
    garage.frame(vehicle);
    Frame stored = garage.frame();
    assertThatThrownBy(() -> FreeStore.delete(stored))
        .isInstanceOf(MismatchedDeleteException.class)
        .hasMessageContaining("not polymorphic");
    assertThat(vehicle.plate()).as("untouched").isEqualTo("ÄB 12");

    Frame converted = vehicle;
    FreeStore.delete(converted);
    assertThat(Journal.read())
        .as("a conversion in Java loses nothing, so this is the whole object")
        .contains("~Vehicle(ÄB 12)", "~Part(5)", "~Frame(axle 1)");
    FreeStore.delete(garage);
  }

  /// `StructArray<Vehicle>` is no `StructArray<Frame>` for the compiler; what gets past it is no
  /// array of frames at run time, either.
  @Rule(19)
  @Test
  void anArrayIsNoArrayOfItsElementsBase() {
    Samples.Garage garage = Samples_GarageStruct.create();
    StructArray<Vehicle> vehicles = VehicleStruct.createArray(2);
    garage.frames(disguised(vehicles));
    assertThatThrownBy(garage::frames)
        .isInstanceOf(TypeMismatchException.class)
        .hasMessageContaining("Vehicle[]");
    FreeStore.deleteArray(vehicles);
    FreeStore.delete(garage);
  }

  @SuppressWarnings("unchecked") // what the compiler would not let pass
  private static StructArray<Frame> disguised(Object vehicles) {
    return (StructArray<Frame>) vehicles;
  }

  @Rule(20)
  @Test
  void elementsAreDestroyedInReverse() {
    StructArray<Part> parts = PartStruct.createArray(4);
    Journal.read();
    FreeStore.deleteArray(parts);
    assertThat(Journal.read()).containsExactly("~Part(4)", "~Part(3)", "~Part(2)", "~Part(1)");
  }

  @Rule(21)
  @Test
  void memoryIsFreedAlsoIfADestructorThrows() {
    Part part = PartStruct.create();
    RuntimeException planned = Journal.failAt("~Part(1)");
    assertThat(catchThrowable(() -> FreeStore.delete(part))).isSameAs(planned);
    assertThatThrownBy(part::number).isInstanceOf(UseAfterDeleteException.class);

    StructArray<Part> parts = PartStruct.createArray(3);
    Journal.read();
    RuntimeException first = Journal.failAt("~Part(4)");
    RuntimeException second = Journal.failAt("~Part(2)");
    assertThat(catchThrowable(() -> FreeStore.deleteArray(parts))).isSameAs(first);
    assertThat(first.getSuppressed()).containsExactly(second);
    assertThat(Journal.read()).containsExactly("~Part(4)", "~Part(3)", "~Part(2)");
    assertThatThrownBy(() -> FreeStore.deleteArray(parts))
        .isInstanceOf(DoubleDeleteException.class);
  }

  @Rule(22)
  @Test
  void whatIsDeletedThroughAPolymorphicBaseGoesBackWhereItsOwnTypeCameFrom() {
    try (FreeStore store = FreeStore.open()) {
      Samples.Kennel kennel = Samples_KennelStruct.create();
      kennel.animal(PuppyStruct.createIn(store));
      Journal.read();
      FreeStore.delete(kennel.animal());
      assertThat(Journal.read()).startsWith("~Puppy: Puppy yip").endsWith("~Animal: Animal ...");
      assertThat(store.statistics().inUseBytes()).isZero();
      FreeStore.delete(kennel);
    }
  }

  /// There is one way to give memory back, whatever the size and the alignment.
  @Rule(23)
  @Test
  void oneDeleteFitsEverySizeAndAlignment() {
    try (FreeStore store = FreeStore.open()) {
      Part small = PartStruct.createIn(store);
      Wide aligned = WideStruct.createIn(store);
      Samples.Huge huge = Samples_HugeStruct.createIn(store);
      StructArray<Wide> array = WideStruct.createArrayIn(store, 1000);
      assertThat(store.statistics().inUseBytes()).isGreaterThan(2_000_000);
      FreeStore.delete(small);
      FreeStore.delete(aligned);
      FreeStore.delete(huge);
      FreeStore.deleteArray(array);
      assertThat(store.statistics().inUseBytes()).isZero();
      store.verify();
    }
  }

  /// C++20's destroying delete frees the memory itself; here a destructor cannot.
  @Rule(24)
  @Test
  void aDestructorDoesNotFreeWhatItDestroys() {
    Samples.Witness witness = Samples_WitnessStruct.create();
    witness.next(witness);
    FreeStore.delete(witness);
    assertThat(Journal.read()).contains("second delete: DoubleDeleteException");
  }

  /// A type that is not complete has no generated class, so nothing of it can exist.
  @Rule(25)
  @Test
  void whatIsNoStructCannotBeCreated() {
    assertThatThrownBy(() -> StructType.of((Class<?>) Runnable.class))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FreeStore.create((Class<?>) Runnable.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Java has no pointer to const; an interface without setters is as close as it comes.
  @Rule(25)
  @Test
  void anObjectCanBeDeletedThroughAViewThatCannotChangeIt() {
    Samples.Viewable view = Samples_WritableStruct.create();
    assertThat(view.value()).isZero();
    FreeStore.delete(view);
    assertThatThrownBy(view::value).isInstanceOf(UseAfterDeleteException.class);
  }

  @Rule(26)
  @Test
  void aSizeOrAlignmentThatIsNotThatOfTheAllocationIsRefused() {
    FreeStore store = FreeStore.global();
    long address = store.malloc(100);
    assertThatThrownBy(() -> store.free(address, 5000)).isInstanceOf(InvalidDeleteException.class);
    assertThatThrownBy(() -> store.free(address, 100, 1 << 20))
        .isInstanceOf(InvalidDeleteException.class);
    store.free(address, 100, 16);
  }

  @Rule(31)
  @Test
  void anAutomaticObjectCannotBeDeleted() {
    try (AutoScope scope = AutoScope.open("request")) {
      Part part = scope.create(Part.class);
      StructArray<Part> parts = scope.createArray(Part.class, 2);
      assertThatThrownBy(() -> FreeStore.delete(part))
          .isInstanceOf(InvalidDeleteException.class)
          .hasMessageContaining("automatic")
          .hasMessageContaining("request");
      assertThatThrownBy(() -> FreeStore.deleteArray(parts))
          .isInstanceOf(InvalidDeleteException.class)
          .hasMessageContaining("automatic");
      assertThat(part.number()).isEqualTo(1);
    }
  }
}
