// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.freestore.fixture.Bulk;
import org.freestore.fixture.Events;
import org.freestore.fixture.Holder;
import org.freestore.fixture.Spot;
import org.freestore.fixture.SpotStruct;
import org.freestore.fixture.Witness;
import org.freestore.fixture.WitnessStruct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UniqueTest {
  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("unique"));

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
  void whatIsOwnedIsDeletedOnce() {
    Unique<Witness> owner = Unique.of(WitnessStruct.createIn(store, "Volvo"));
    assertThat(owner.get().name()).isEqualTo("Volvo");
    assertThat(owner.isEmpty()).isFalse();
    owner.close();
    assertThat(owner.isEmpty()).isTrue();
    assertThat(owner.orNull()).isNull();
    assertThatIllegalStateException().isThrownBy(owner::get);
    owner.close();
    assertThat(Events.all()).containsExactly("+0", "-0");
  }

  @Test
  void madeObjectsAndArraysAreDeletedAsWhatTheyAre() {
    try (Unique<Witness> one = Unique.make(Witness.class);
        Unique<StructArray<Witness>> three = Unique.makeArray(Witness.class, 3)) {
      assertThat(one.get().number()).isZero();
      assertThat(three.get().length()).isEqualTo(3);
    }
    assertThat(Events.all()).containsExactly("+0", "+1", "+2", "+3", "-3", "-2", "-1", "-0");
    IntArray numbers = IntArray.createIn(store, 5);
    Unique.of(numbers).close();
    assertThat(numbers.isAlive()).isFalse();
  }

  @Test
  void releaseGivesOwnershipUp() {
    Unique<Spot> owner = Unique.of(SpotStruct.createIn(store));
    Spot spot = Objects.requireNonNull(owner.release());
    owner.close();
    assertThat(((StoreObject) spot).isAlive()).isTrue();
    assertThat(owner.release()).isNull();
    FreeStore.delete(spot);
  }

  @Test
  void resetOwnsTheNewBeforeItDeletesTheOld() {
    List<Boolean> seen = new ArrayList<>();
    Witness first = WitnessStruct.createIn(store);
    Witness second = WitnessStruct.createIn(store);
    List<Unique<Witness>> cell = new ArrayList<>();
    Unique<Witness> owner =
        Unique.of(
            first,
            old -> {
              seen.add(second.equals(cell.getFirst().orNull()));
              FreeStore.delete(old);
            });
    cell.add(owner);
    owner.reset(second);
    assertThat(seen).containsExactly(true);
    owner.reset(second);
    assertThat(Events.all()).containsExactly("+0", "+1", "-0");
    FreeStore.delete(owner.release());
  }

  @Test
  void resetToWhatCannotBeDeletedChangesNothing() {
    Spot spot = SpotStruct.createIn(store);
    Spot dead = SpotStruct.createIn(store);
    FreeStore.delete(dead);
    try (Unique<Spot> owner = Unique.of(spot)) {
      assertThatExceptionOfType(DoubleDeleteException.class).isThrownBy(() -> owner.reset(dead));
      assertThat(owner.get()).isSameAs(spot);
    }
    assertThat(((StoreObject) spot).isAlive()).isFalse();
  }

  @Test
  void moveAndSwapChangeTheOwner() {
    Unique<Spot> first = Unique.of(SpotStruct.createIn(store));
    Unique<Spot> second = first.move();
    assertThat(first.isEmpty()).isTrue();
    first.close();
    second.get().x(3);
    first.swap(second);
    assertThat(first.get().x()).isEqualTo(3);
    assertThat(second.isEmpty()).isTrue();
    first.close();
  }

  @Test
  void whatTheDeleterThrowsPropagatesAndTheOwnerIsEmpty() {
    Spot spot = SpotStruct.createIn(store);
    Unique<Spot> owner =
        Unique.of(
            spot,
            s -> {
              FreeStore.delete(s);
              throw new ArithmeticException("deleter");
            });
    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(owner::close);
    assertThat(owner.isEmpty()).isTrue();
    owner.close();
  }

  @Test
  void whatTheDestructorThrowsPropagatesAndTheMemoryIsFreed() {
    Unique<Witness> owner = Unique.of(WitnessStruct.createIn(store, "text"));
    Events.failDestroying(0);
    assertThatExceptionOfType(Events.Failure.class).isThrownBy(owner::close);
    assertThat(store.statistics().liveBlocks()).isZero();
  }

  @Test
  void anObjectThatSomebodyElseDeletedIsADoubleDelete() {
    Spot spot = SpotStruct.createIn(store);
    Unique<Spot> first = Unique.of(spot);
    Unique<Spot> second = Unique.of(spot);
    first.close();
    assertThatExceptionOfType(DoubleDeleteException.class).isThrownBy(second::close);
    second.close();
    assertThatExceptionOfType(DoubleDeleteException.class).isThrownBy(() -> Unique.of(spot));
  }

  @Test
  void onlyWhatCreateMadeCanBeOwned() {
    Holder holder = FreeStore.createIn(store, Holder.class);
    StructArray<Spot> spots = FreeStore.createArrayIn(store, Spot.class, 2);
    Bulk bulk = FreeStore.createIn(store, Bulk.class);
    assertThatExceptionOfType(InvalidDeleteException.class)
        .isThrownBy(() -> Unique.of(holder.place()))
        .withMessageContaining("place");
    assertThatExceptionOfType(InvalidDeleteException.class)
        .isThrownBy(() -> Unique.of(spots.get(1)))
        .withMessageContaining("element 1");
    assertThatExceptionOfType(InvalidDeleteException.class)
        .isThrownBy(() -> Unique.of(bulk.values()));
    assertThatExceptionOfType(TypeMismatchException.class).isThrownBy(() -> Unique.of("text"));
    try (AutoScope scope = AutoScope.openIn(store, "inner")) {
      Spot automatic = scope.create(Spot.class);
      assertThatExceptionOfType(InvalidDeleteException.class)
          .isThrownBy(() -> Unique.of(automatic))
          .withMessageContaining("inner");
    }
    FreeStore.delete(holder);
    FreeStore.deleteArray(spots);
    FreeStore.delete(bulk);
  }
}
