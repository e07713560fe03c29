// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.freestore.AutoScope;
import org.freestore.DoubleDeleteException;
import org.freestore.FreeStore;
import org.freestore.PureVirtualCallException;
import org.freestore.StructArray;
import org.freestore.UseAfterDeleteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Construction, destruction and lifetime ([class.base.init], [class.dtor], [class.cdtor],
/// [basic.life]).
@ExtendWith(NothingLeaks.class)
final class ConstructionTest {

  @Rule(27)
  @Test
  void basesComeFirstThenMembersAsDeclaredThenTheBodyAndDestructionIsTheReverse() {
    Vehicle vehicle = VehicleStruct.create();
    assertThat(Journal.read())
        .containsExactly(
            "Part(1)", "Frame(axle 1)", "Part(2)", "Part(3)", "Part(4)", "Part(5)", "Vehicle");
    FreeStore.delete(vehicle);
    assertThat(Journal.read())
        .containsExactly(
            "~Vehicle(ÄB 12)",
            "~Part(5)",
            "~Part(4)",
            "~Part(3)",
            "~Part(2)", //
            "~Frame(axle 1)",
            "~Part(1)");
  }

  @Rule(27)
  @Test
  void theOrderIsTheSameHoweverAnObjectComesAbout() {
    List<String> born =
        List.of("Part(1)", "Frame(axle 1)", "Part(2)", "Part(3)", "Part(4)", "Part(5)", "Vehicle");
    List<Runnable> ways = new ArrayList<>();
    ways.add(() -> FreeStore.delete(FreeStore.create(Vehicle.class)));
    ways.add(() -> FreeStore.deleteArray(VehicleStruct.createArray(1)));
    ways.add(() -> {
      try (AutoScope scope = AutoScope.open()) {
        scope.create(Vehicle.class);
      }
    });
    ways.add(() -> {
      try (FreeStore store = FreeStore.open()) {
        FreeStore.delete(VehicleStruct.createIn(store));
      }
    });
    for (Runnable way : ways) {
      Journal.clear();
      way.run();
      List<String> events = Journal.read();
      assertThat(events.subList(0, born.size())).isEqualTo(born);
      assertThat(events.subList(born.size(), events.size()))
          .containsExactly(
              "~Vehicle(ÄB 12)",
              "~Part(5)",
              "~Part(4)",
              "~Part(3)",
              "~Part(2)", //
              "~Frame(axle 1)",
              "~Part(1)");
    }
  }

  @Rule(27)
  @Test
  void aConstructorMayChooseThatOfItsBase() {
    FreeStore.delete(PassStruct.create("ann"));
    assertThat(Journal.read())
        .containsExactly("Badge(ANN)", "Part(1)", "Pass", "~Pass", "~Part(1)", "~Badge(ANN)");
    FreeStore.delete(PassStruct.create(7));
    assertThat(Journal.read())
        .containsExactly("Badge(7)", "Part(2)", "Pass", "~Pass", "~Part(2)", "~Badge(no 7)");
    FreeStore.delete(PassStruct.create("bob", 3));
    assertThat(Journal.read())
        .containsExactly(
            "Badge(BOB)", "Part(3)", "Pass", "Pass for 3 days", "~Pass", "~Part(3)", "~Badge(BOB)");
  }

  @Rule(27)
  @Test
  void aBaseIsConstructedExactlyOnce() {
    assertThatThrownBy(() -> PassStruct.create(false)).isInstanceOf(IllegalStateException.class);
    assertThat(Journal.read()).isEmpty();
    assertThatThrownBy(() -> PassStruct.create(true)).isInstanceOf(IllegalStateException.class);
    assertThat(Journal.read()).containsExactly("Badge(1)", "Part(1)", "~Part(1)", "~Badge(no 1)");
  }

  @Rule(28)
  @Test
  void virtualCallsAndTypesAreThoseOfTheClassUnderConstructionOrDestruction() {
    Puppy puppy = PuppyStruct.create();
    assertThat(Journal.read())
        .containsExactly(
            "Animal: Animal ...", "Part(1)", "Dog: Dog woof", "Part(2)", "Puppy: Puppy yip");
    Animal animal = puppy;
    assertThat(animal.twice()).isEqualTo("yipyip");
    FreeStore.delete(animal);
    assertThat(Journal.read())
        .containsExactly(
            "~Puppy: Puppy yip", "~Part(2)", "~Dog: Dog woof", "~Part(1)", "~Animal: Animal ...");
  }

  @Rule(28)
  @Test
  void aFailedConstructionIsUndoneAsTheClassThatWasBuilt() {
    RuntimeException planned = Journal.failAt("Puppy: Puppy yip");
    assertThat(catchThrowable(PuppyStruct::create)).isSameAs(planned);
    assertThat(Journal.read())
        .containsExactly(
            "Animal: Animal ...",
            "Part(1)",
            "Dog: Dog woof",
            "Part(2)",
            "Puppy: Puppy yip",
            "~Part(2)",
            "~Dog: Dog woof",
            "~Part(1)",
            "~Animal: Animal ...");
  }

  @Rule(28)
  @Test
  void aPureVirtualCallThereIsAnExceptionThatSaysSo() {
    assertThatThrownBy(() -> Shape_SquareStruct.create(2.0, true))
        .isInstanceOf(PureVirtualCallException.class)
        .hasMessageContaining("Shape")
        .hasMessageContaining("area");
    assertThat(Journal.read()).isEmpty();

    Shape shape = Shape_SquareStruct.create(2.0, false);
    assertThat(shape.describe()).isEqualTo("area 4.0");
    assertThatThrownBy(() -> FreeStore.delete(shape))
        .isInstanceOf(PureVirtualCallException.class)
        .hasMessageContaining("area");
    assertThat(Journal.read()).containsExactly("~Square");
  }

  @Rule(29)
  @Test
  void lifetimeEndsWhenTheDestructorStarts() {
    Samples.Witness witness = Samples_WitnessStruct.create();
    witness.next(witness);
    FreeStore.delete(witness);
    assertThat(Journal.read())
        .as("its own members are still there, a second destructor call is an error")
        .containsExactly(
            "value 42", "second delete: DoubleDeleteException", "through a pointer 42");
    assertThatThrownBy(witness::value).isInstanceOf(UseAfterDeleteException.class);
    assertThatThrownBy(() -> witness.value(1)).isInstanceOf(UseAfterDeleteException.class);
    assertThatThrownBy(() -> FreeStore.delete(witness)).isInstanceOf(DoubleDeleteException.class);
  }

  @Rule(29)
  @Test
  void partsAndElementsDieWithTheWhole() {
    Vehicle vehicle = VehicleStruct.create();
    Part engine = vehicle.engine();
    Part door = vehicle.doors().get(1);
    Part spare = java.util.Objects.requireNonNull(vehicle.spare());
    FreeStore.delete(vehicle);
    assertThatThrownBy(engine::number).isInstanceOf(UseAfterDeleteException.class);
    assertThatThrownBy(door::number).isInstanceOf(UseAfterDeleteException.class);
    assertThatThrownBy(spare::number).isInstanceOf(UseAfterDeleteException.class);
    StructArray<Part> parts = PartStruct.createArray(2);
    Part element = parts.get(1);
    FreeStore.deleteArray(parts);
    assertThatThrownBy(element::number).isInstanceOf(UseAfterDeleteException.class);
  }

  @Rule(29)
  @Test
  void whatAFailedConstructorLetOutIsDead() {
    Samples.Leaky[] out = new Samples.Leaky[1];
    assertThatThrownBy(() -> Samples_LeakyStruct.create(out)).isInstanceOf(Journal.Planned.class);
    assertThatThrownBy(() -> out[0].value()).isInstanceOf(UseAfterDeleteException.class);
    assertThatThrownBy(() -> FreeStore.delete(out[0])).isInstanceOf(DoubleDeleteException.class);
  }

  @Rule(30)
  @Test
  void theRestIsDestroyedAlsoIfADestructorThrows() {
    Vehicle vehicle = VehicleStruct.create();
    Journal.read();
    RuntimeException body = Journal.failAt("~Vehicle(ÄB 12)");
    RuntimeException owned = Journal.failAt("~Part(5)");
    RuntimeException base = Journal.failAt("~Frame(axle 1)");
    assertThat(catchThrowable(() -> FreeStore.delete(vehicle))).isSameAs(body);
    assertThat(body.getSuppressed()).containsExactly(owned, base);
    assertThat(Journal.read())
        .containsExactly(
            "~Vehicle(ÄB 12)",
            "~Part(5)",
            "~Part(4)",
            "~Part(3)",
            "~Part(2)", //
            "~Frame(axle 1)",
            "~Part(1)");
  }

  /// C++ calls `std::terminate`.
  @Rule(30)
  @Test
  void anExceptionWhileAnotherOnePropagatesIsSuppressedInThatOne() {
    RuntimeException planned = Journal.failAt("Vehicle");
    RuntimeException whileUnwinding = Journal.failAt("~Part(3)");
    assertThat(catchThrowable(VehicleStruct::create)).isSameAs(planned);
    assertThat(planned.getSuppressed()).containsExactly(whileUnwinding);
    assertThat(Journal.read()).endsWith("~Part(3)", "~Part(2)", "~Frame(axle 1)", "~Part(1)");

    Journal.clear();
    RuntimeException inBlock = new Journal.Planned("in the block");
    RuntimeException inDestructor = Journal.failAt("~Part(2)");
    assertThat(
            catchThrowable(() -> {
              try (AutoScope scope = AutoScope.open()) {
                PartStruct.createIn(scope);
                PartStruct.createIn(scope);
                throw inBlock;
              }
            }))
        .isSameAs(inBlock);
    assertThat(inBlock.getSuppressed()).containsExactly(inDestructor);
    assertThat(Journal.read()).containsExactly("Part(1)", "Part(2)", "~Part(2)", "~Part(1)");
  }

  @Rule(32)
  @Test
  void aPointerToADeletedObjectMayBeCopiedAndComparedButNotFollowed() {
    Samples.Plain holder = Samples_PlainStruct.create();
    Samples.Plain other = Samples_PlainStruct.create();
    Samples.Plain pointee = Samples_PlainStruct.create();
    holder.next(pointee);
    FreeStore.delete(pointee);

    Samples.Plain dangling = java.util.Objects.requireNonNull(holder.next());
    assertThat(dangling).isEqualTo(pointee).hasSameHashCodeAs(pointee);
    other.next(dangling);
    assertThat(other.next()).isEqualTo(pointee);
    assertThat(String.valueOf(dangling)).contains("deleted");
    assertThatThrownBy(dangling::number).isInstanceOf(UseAfterDeleteException.class);
    assertThatThrownBy(() -> dangling.next(null)).isInstanceOf(UseAfterDeleteException.class);
    assertThatThrownBy(() -> FreeStore.delete(dangling)).isInstanceOf(DoubleDeleteException.class);

    Samples.Plain successor = Samples_PlainStruct.create();
    assertThat(successor).as("even at the same address").isNotEqualTo(dangling);
    assertThatThrownBy(dangling::number).isInstanceOf(UseAfterDeleteException.class);
    FreeStore.delete(successor);
    FreeStore.delete(other);
    FreeStore.delete(holder);
  }
}
