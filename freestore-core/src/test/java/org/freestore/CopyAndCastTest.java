// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Objects;
import org.freestore.fixture.Bulk;
import org.freestore.fixture.Events;
import org.freestore.fixture.Holder;
import org.freestore.fixture.Shape;
import org.freestore.fixture.Spot;
import org.freestore.fixture.SpotStruct;
import org.freestore.fixture.Square;
import org.freestore.fixture.SquareStruct;
import org.freestore.fixture.Witness;
import org.freestore.fixture.WitnessStruct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Copies, casts, types at run time, and creation without exceptions.
class CopyAndCastTest {
  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("copies"));

  @BeforeEach
  void nothingHappened() {
    Events.reset();
  }

  @AfterEach
  void theStoreIsIntactAndEmpty() {
    store.verify();
    assertThat(store.statistics().liveBlocks()).isZero();
    store.close();
  }

  @Test
  void whatIsOwnedIsCopiedAndWhatIsPointedToIsNot() {
    Spot spot = SpotStruct.createIn(store);
    Holder holder = FreeStore.createIn(store, Holder.class);
    holder.spot(spot);
    holder.witness(WitnessStruct.createIn(store, "text"));
    holder.counts().set(2, 5);
    Holder copy = FreeStore.copyIn(store, holder);
    assertThat(copy.spot()).isEqualTo(spot);
    assertThat(copy.witness()).isNotEqualTo(holder.witness());
    assertThat(Objects.requireNonNull(copy.witness()).name()).isEqualTo("text");
    assertThat(copy.counts().get(2)).isEqualTo(5);
    FreeStore.delete(holder);
    FreeStore.delete(copy);
    FreeStore.delete(spot);
    assertThat(Events.all()).containsExactly("+0", "+1", "~Holder", "-0", "~Holder", "-1");
  }

  @Test
  void anAutomaticObjectOutlivesItsScopeAsACopy() {
    Witness copy;
    try (AutoScope scope = AutoScope.openIn(store, null)) {
      copy = FreeStore.copyIn(store, WitnessStruct.createIn(scope, "kept"));
    }
    assertThat(copy.name()).isEqualTo("kept");
    FreeStore.delete(copy);
  }

  @Test
  void partsAndElementsBecomeWholeObjects() {
    Holder holder = FreeStore.createIn(store, Holder.class);
    holder.place().x(4);
    Spot place = FreeStore.copyIn(store, holder.place());
    StructArray<Witness> witnesses = FreeStore.createArrayIn(store, Witness.class, 2);
    Witness element = FreeStore.copyIn(store, witnesses.get(1));
    FreeStore.delete(holder);
    FreeStore.deleteArray(witnesses);
    assertThat(place.x()).isEqualTo(4);
    assertThat(element.number()).isEqualTo(2);
    FreeStore.delete(place);
    FreeStore.delete(element);
  }

  @Test
  void anExceptionInACopyLeavesNothing() {
    StructArray<Witness> witnesses = FreeStore.createArrayIn(store, Witness.class, 3);
    witnesses.get(0).name("a text");
    long blocks = store.statistics().liveBlocks();
    Events.failConstructing(4);
    assertThatExceptionOfType(Events.Failure.class)
        .isThrownBy(() -> FreeStore.copyIn(store, witnesses));
    assertThat(Events.all()).containsExactly("+0", "+1", "+2", "+3", "!4", "-3");
    assertThat(store.statistics().liveBlocks()).isEqualTo(blocks);
    Holder holder = FreeStore.createIn(store, Holder.class);
    holder.witness(WitnessStruct.createIn(store));
    holder.numbers(IntArray.createIn(store, 2));
    FreeStore.deleteArray(Objects.requireNonNull(holder.numbers()));
    blocks = store.statistics().liveBlocks();
    assertThatExceptionOfType(UseAfterDeleteException.class)
        .isThrownBy(() -> FreeStore.copyIn(store, holder));
    assertThat(store.statistics().liveBlocks()).isEqualTo(blocks);
    assertThatExceptionOfType(DoubleDeleteException.class)
        .isThrownBy(() -> FreeStore.delete(holder));
    FreeStore.deleteArray(witnesses);
  }

  @Test
  void whatIsCopiedByItsBaseKeepsItsType() {
    Shape shape = FreeStore.createIn(store, Square.class);
    Shape copy = FreeStore.copyIn(store, shape);
    assertThat(copy.kind()).isEqualTo("square");
    assertThat(FreeStore.typeOf(copy)).isSameAs(SquareStruct.TYPE);
    FreeStore.delete(shape);
    FreeStore.delete(copy);
  }

  @Test
  void castsAskTheObject() {
    Shape shape = FreeStore.createIn(store, Shape.class);
    Shape square = FreeStore.createIn(store, Square.class);
    Object spot = SpotStruct.createIn(store);
    assertThat(FreeStore.cast(Square.class, square).sides()).isEqualTo(4);
    assertThat(FreeStore.tryCast(Square.class, shape)).isNull();
    assertThat(FreeStore.tryCast(Shape.class, spot)).isNull();
    assertThat(FreeStore.tryCast(Shape.class, null)).isNull();
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> FreeStore.cast(Square.class, shape))
        .withMessageContaining("Square");
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> FreeStore.cast(Square.class, "text"));
    FreeStore.delete(shape);
    FreeStore.delete(square);
    FreeStore.delete(spot);
    assertThatExceptionOfType(UseAfterDeleteException.class)
        .isThrownBy(() -> FreeStore.cast(Spot.class, spot));
    assertThatExceptionOfType(UseAfterDeleteException.class)
        .isThrownBy(() -> FreeStore.tryCast(Spot.class, spot));
    assertThatExceptionOfType(UseAfterDeleteException.class)
        .isThrownBy(() -> FreeStore.typeOf(square));
  }

  @Test
  void arraysHaveNoStructTypeButAStoreAndAClass() {
    IntArray numbers = IntArray.createIn(store, 2);
    Object object = numbers;
    assertThat(FreeStore.cast(IntArray.class, object)).isEqualTo(numbers);
    assertThat(FreeStore.tryCast(LongArray.class, object)).isNull();
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> FreeStore.typeOf(numbers));
    assertThat(FreeStore.storeOf(numbers)).isSameAs(store);
    FreeStore.deleteArray(numbers);
  }

  @Test
  void creationWithoutExceptionsIsForMemoryOnly() {
    Witness witness = Objects.requireNonNull(FreeStore.tryCreate(Witness.class));
    StructArray<Witness> two = Objects.requireNonNull(FreeStore.tryCreateArray(Witness.class, 2));
    Bulk bulk = Objects.requireNonNull(FreeStore.tryCreate(Bulk.class));
    FreeStore.delete(witness);
    FreeStore.deleteArray(two);
    FreeStore.delete(bulk);
    assertThat(FreeStore.tryCreateArray(Witness.class, -1)).isNull();
    assertThat(FreeStore.tryCreateArray(Witness.class, Long.MAX_VALUE)).isNull();
    Events.failConstructing(3);
    assertThatExceptionOfType(Events.Failure.class)
        .isThrownBy(() -> FreeStore.tryCreate(Witness.class));
    Events.failConstructing(5);
    assertThatExceptionOfType(Events.Failure.class)
        .isThrownBy(() -> FreeStore.tryCreateArray(Witness.class, 3));
    assertThat(Events.all()).endsWith("!3", "+4", "!5", "-4");
  }
}
