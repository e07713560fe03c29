// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.freestore.fixture.Bulk;
import org.freestore.fixture.Events;
import org.freestore.fixture.Holder;
import org.freestore.fixture.Shape;
import org.freestore.fixture.Spot;
import org.freestore.fixture.SpotStruct;
import org.freestore.fixture.Square;
import org.freestore.fixture.Witness;
import org.freestore.fixture.WitnessStruct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Shared and weak pointers, by one thread.
class SharedTest {
  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("shared"));

  @BeforeEach
  void nothingHappened() {
    Events.reset();
  }

  @AfterEach
  void theStoreIsIntactAndEmpty() {
    if (!store.isClosed()) {
      store.verify();
      assertThat(store.statistics().liveBlocks()).isZero();
      store.close();
    }
  }

  private long blocks() {
    return store.statistics().liveBlocks();
  }

  @Test
  void theLastOwnerDeletes() {
    Shared<Witness> first = Shared.of(WitnessStruct.createIn(store));
    assertThat(first.useCount()).isEqualTo(1);
    Shared<Witness> second = first.copy();
    assertThat(second.useCount()).isEqualTo(2);
    assertThat(second.ownerEquals(first)).isTrue();
    assertThat(second.ownerHash()).isEqualTo(first.ownerHash());
    first.close();
    assertThat(Events.all()).containsExactly("+0");
    assertThat(second.get().number()).isZero();
    second.close();
    assertThat(Events.all()).containsExactly("+0", "-0");
  }

  @Test
  void makingOneTakesOneBlockAndTakingOverTwo() {
    Shared<Spot> made = Shared.makeIn(store, Spot.class);
    assertThat(blocks()).isEqualTo(1);
    Shared<Spot> taken = Shared.of(SpotStruct.createIn(store));
    assertThat(blocks()).isEqualTo(3);
    made.close();
    taken.close();
  }

  @Test
  void aClosedOwnerIsOfNoUse() {
    Shared<Spot> owner = Shared.makeIn(store, Spot.class);
    owner.close();
    List<Runnable> uses =
        List.of(
            owner::get,
            owner::copy,
            owner::weak,
            owner::useCount,
            owner::close,
            () -> Shared.copyOf(owner),
            () -> Shared.aliasing(owner, "part"),
            () -> Weak.of(owner));
    for (Runnable use : uses) {
      assertThatIllegalStateException()
          .isThrownBy(use::run)
          .withMessage("shared pointer is closed");
    }
    assertThat(owner.toString()).startsWith("Shared[").endsWith(", closed]");
  }

  @Test
  void aClosedWeakPointerIsOfNoUse() {
    Shared<Spot> owner = Shared.makeIn(store, Spot.class);
    Weak<Spot> weak = owner.weak();
    weak.close();
    List<Runnable> uses =
        List.of(
            weak::lock,
            weak::expired,
            weak::useCount,
            weak::copy,
            weak::close,
            () -> Shared.fromWeak(weak));
    for (Runnable use : uses) {
      assertThatIllegalStateException().isThrownBy(use::run).withMessage("weak pointer is closed");
    }
    owner.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWeakPointerKnowsWhetherTheObjectIsThere(boolean made) {
    Shared<Witness> owner =
        made ? Shared.makeIn(store, Witness.class) : Shared.of(WitnessStruct.createIn(store));
    Weak<Witness> weak = owner.weak();
    Weak<Witness> another = weak.copy();
    assertThat(weak.expired()).isFalse();
    assertThat(weak.ownerEquals(owner)).isTrue();
    assertThat(weak.ownerEquals(another)).isTrue();
    try (Shared<Witness> locked = Objects.requireNonNull(weak.lock())) {
      assertThat(locked.useCount()).isEqualTo(2);
    }
    Witness object = owner.get();
    owner.close();
    assertThat(weak.expired()).isTrue();
    assertThat(weak.lock()).isNull();
    assertThatExceptionOfType(ExpiredWeakException.class).isThrownBy(() -> Shared.fromWeak(weak));
    assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(object::number);
    assertThat(blocks()).isEqualTo(1);
    weak.close();
    assertThat(blocks()).isEqualTo(1);
    another.close();
    assertThat(blocks()).isZero();
  }

  @Test
  void anAliasKeepsTheWholeAlive() {
    Shared<Holder> whole = Shared.makeIn(store, Holder.class);
    Shared<Spot> part = Shared.aliasing(whole, whole.get().place());
    whole.close();
    part.get().x(7);
    assertThat(part.get().x()).isEqualTo(7);
    assertThat(Events.all()).isEmpty();
    part.close();
    assertThat(Events.all()).containsExactly("~Holder");
  }

  @Test
  void theObjectsOwnTypeIsDeletedWhateverTheOwnersTypeIs() {
    Shared<Square> square = Shared.makeIn(store, Square.class);
    Shared<Shape> shape = Shared.copyOf(square);
    square.close();
    assertThat(shape.get().kind()).isEqualTo("square");
    shape.close();
    assertThat(Events.all()).containsExactly("~Square", "~Shape");
  }

  @Test
  void largeObjectsAndArraysAreSharedToo() {
    Shared<Bulk> bulk = Shared.makeIn(store, Bulk.class);
    bulk.get().values().set(249, 5);
    Weak<Bulk> weak = bulk.weak();
    bulk.close();
    assertThat(weak.lock()).isNull();
    weak.close();
    Shared<StructArray<Witness>> array =
        Shared.of(FreeStore.createArrayIn(store, Witness.class, 2));
    array.close();
    assertThat(Events.all()).containsExactly("+0", "+1", "-1", "-0");
    IntArray numbers = IntArray.createIn(store, 100_000);
    Shared.of(numbers).close();
    assertThat(numbers.isAlive()).isFalse();
  }

  @Test
  void aDeleterRunsInPlaceOfTheDelete() {
    List<Spot> given = new ArrayList<>();
    Spot spot = SpotStruct.createIn(store);
    Shared<Spot> owner = Shared.of(spot, given::add);
    Shared<Spot> second = owner.copy();
    owner.close();
    assertThat(given).isEmpty();
    second.close();
    assertThat(given).containsExactly(spot);
    FreeStore.delete(spot);
  }

  @Test
  void whatADeleterOrDestructorThrowsPropagatesAndNothingIsLeftBehind() {
    Spot spot = SpotStruct.createIn(store);
    Shared<Spot> owner =
        Shared.of(
            spot,
            s -> {
              FreeStore.delete(s);
              throw new ArithmeticException("deleter");
            });
    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(owner::close);
    Shared<Witness> made = Shared.makeIn(store, Witness.class);
    Shared<Witness> taken = Shared.of(WitnessStruct.createIn(store));
    Weak<Witness> weak = made.weak();
    Events.failDestroying(0);
    Events.failDestroying(1);
    assertThatExceptionOfType(Events.Failure.class).isThrownBy(made::close);
    assertThatExceptionOfType(Events.Failure.class).isThrownBy(taken::close);
    assertThat(weak.expired()).isTrue();
    weak.close();
  }

  @Test
  void aConstructorOrFactoryThatThrowsLeavesNothing() {
    Events.failConstructing(0);
    assertThatExceptionOfType(Events.Failure.class)
        .isThrownBy(() -> Shared.makeIn(store, Witness.class));
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() ->
            Shared.makeIn(
                store,
                memory -> {
                  WitnessStruct.createIn(memory, "text");
                  throw new ArithmeticException("factory");
                }));
    assertThat(Events.all()).containsExactly("!0", "+1", "-1");
    assertThat(blocks()).isZero();
  }

  @Test
  void aFactoryCreatesOneObjectAndReturnsIt() {
    Spot other = SpotStruct.createIn(store);
    assertThatIllegalArgumentException().isThrownBy(() -> Shared.makeIn(store, memory -> other));
    assertThatIllegalStateException()
        .isThrownBy(() ->
            Shared.makeIn(
                store,
                memory -> {
                  SpotStruct.createIn(memory);
                  return SpotStruct.createIn(memory);
                }));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> Shared.makeIn(store, memory -> IntArray.createIn(memory, 3)));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> Shared.makeIn(store, memory -> memory.allocate(8)));
    FreeStore.delete(other);
  }

  @Test
  void whatEndsWithItsResourceCannotBeShared() {
    try (AutoScope scope = AutoScope.openIn(store, null);
        Storage storage = Storage.ofIn(store, Spot.class)) {
      assertThatIllegalArgumentException().isThrownBy(() -> Shared.makeIn(scope, Spot.class));
      assertThatIllegalArgumentException().isThrownBy(() -> Shared.makeIn(storage, Spot.class));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Shared.makeIn(FreeStore.statics(), Spot.class));
      Spot spot = scope.create(Spot.class);
      assertThatExceptionOfType(InvalidDeleteException.class).isThrownBy(() -> Shared.of(spot));
    }
    assertThatExceptionOfType(OutOfFreeStoreException.class)
        .isThrownBy(() -> Shared.makeIn(MemoryResource.none(), Spot.class));
  }

  @Test
  void anObjectFindsItsOwners() {
    Holder bare = FreeStore.createIn(store, Holder.class);
    assertThatExceptionOfType(ExpiredWeakException.class).isThrownBy(() -> Shared.fromThis(bare));
    Shared<Holder> owner = Shared.of(bare);
    Shared<Holder> again = Shared.fromThis(bare);
    assertThat(again.ownerEquals(owner)).isTrue();
    assertThat(again.useCount()).isEqualTo(2);
    owner.close();
    again.close();
    assertThatExceptionOfType(UseAfterDeleteException.class)
        .isThrownBy(() -> Shared.fromThis(bare));
    Shared<Spot> made = Shared.makeIn(store, Spot.class);
    Shared<Spot> another = Shared.fromThis(made.get());
    made.close();
    another.get().x(1);
    another.close();
    Spot unknown = SpotStruct.createIn(store);
    Shared<Spot> taken = Shared.of(unknown);
    assertThatExceptionOfType(ExpiredWeakException.class)
        .isThrownBy(() -> Shared.fromThis(unknown));
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> Shared.fromThis("text"));
    taken.close();
  }

  @Test
  void deletingASharedObjectByHandIsFound() {
    Shared<Spot> made = Shared.makeIn(store, Spot.class);
    assertThatExceptionOfType(InvalidDeleteException.class)
        .isThrownBy(() -> FreeStore.delete(made.get()))
        .withMessageContaining("shared");
    assertThatExceptionOfType(InvalidDeleteException.class).isThrownBy(() -> Shared.of(made.get()));
    assertThatExceptionOfType(InvalidDeleteException.class).isThrownBy(() -> Unique.of(made.get()));
    made.close();
    Shared<Spot> taken = Shared.of(SpotStruct.createIn(store));
    FreeStore.delete(taken.get());
    assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(() -> taken.get().x());
    assertThatExceptionOfType(DoubleDeleteException.class).isThrownBy(taken::close);
  }

  @Test
  void twoGroupsOfOwnersAreADoubleDelete() {
    Spot spot = SpotStruct.createIn(store);
    Shared<Spot> first = Shared.of(spot);
    Shared<Spot> second = Shared.of(spot);
    assertThat(first.ownerEquals(second)).isFalse();
    first.close();
    assertThatExceptionOfType(DoubleDeleteException.class).isThrownBy(second::close);
  }

  @Test
  void whereThereIsNoMemoryToCountWithTheObjectIsDeleted() {
    try (FreeStore small = FreeStore.open(FreeStoreOptions.defaults().withLimitBytes(64 << 10))) {
      Witness witness = WitnessStruct.createIn(small);
      exhaust(small, SpotStruct.TYPE);
      assertThatExceptionOfType(OutOfFreeStoreException.class)
          .isThrownBy(() -> exhaustByOwners(witness));
      assertThat(Events.all()).containsExactly("+0", "-0");
    }
  }

  private static void exhaust(FreeStore small, StructType<Spot> type) {
    assertThatExceptionOfType(OutOfFreeStoreException.class)
        .isThrownBy(() -> {
          while (true) {
            Creation.createIn(small, type);
          }
        });
  }

  private static void exhaustByOwners(Witness witness) {
    List<Shared<?>> owners = new ArrayList<>();
    owners.add(Shared.of(witness));
    throw new AssertionError(owners);
  }

  @Test
  void afterTheStoreIsClosedThereIsNothingToDelete() {
    Shared<Witness> made = Shared.makeIn(store, Witness.class);
    Shared<Witness> taken = Shared.of(WitnessStruct.createIn(store));
    Weak<Witness> weak = made.weak();
    store.close();
    assertThat(weak.expired()).isTrue();
    assertThat(weak.lock()).isNull();
    assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(() -> made.get().number());
    assertThatExceptionOfType(UseAfterDeleteException.class)
        .isThrownBy(() -> Shared.fromThis(made.get()));
    assertThatIllegalStateException().isThrownBy(made::copy);
    made.close();
    taken.close();
    weak.close();
    assertThat(Events.all()).containsExactly("+0", "+1");
  }

  @Test
  void afterItsResourceIsReleasedThereIsNothingToDelete() {
    try (MonotonicResource memory = MonotonicResource.open(store)) {
      Shared<Witness> owner = Shared.makeIn(memory, Witness.class);
      Weak<Witness> weak = owner.weak();
      memory.release();
      assertThat(weak.lock()).isNull();
      owner.close();
      weak.close();
    }
    assertThat(Events.all()).containsExactly("+0");
  }
}
