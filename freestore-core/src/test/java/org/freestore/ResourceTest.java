// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.function.Function;
import org.freestore.fixture.Aligned;
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
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Every resource takes what a store takes: objects, arrays, copies, segments.
@ParameterizedClass
@EnumSource
class ResourceTest {
  private final Choice choice;
  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("base"));
  private final MemoryResource resource;

  /// The resources, and those built on others.
  enum Choice {
    STORE(store -> store),
    SCOPE(store -> AutoScope.openIn(store, "scope")),
    MONOTONIC(MonotonicResource::open),
    POOL(store -> PoolResource.open(store, PoolResource.Options.defaults())),
    MONOTONIC_ON_POOL(
        store -> MonotonicResource.open(PoolResource.open(store, new PoolResource.Options(4, 64)))),
    POOL_ON_MONOTONIC(store ->
        PoolResource.open(MonotonicResource.open(store, 32), new PoolResource.Options(2, 512)));

    @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
    private final Function<FreeStore, MemoryResource> opener;

    Choice(Function<FreeStore, MemoryResource> opener) {
      this.opener = opener;
    }
  }

  ResourceTest(Choice choice) {
    this.choice = choice;
    this.resource = choice.opener.apply(store);
  }

  @BeforeEach
  void nothingHappened() {
    Events.reset();
  }

  private static void close(MemoryResource resource) {
    switch (resource) {
      case AutoScope scope -> scope.close();
      case MonotonicResource monotonic -> {
        monotonic.close();
        close(monotonic.upstream());
      }
      case PoolResource pool -> {
        pool.close();
        close(pool.upstream());
      }
      default -> assertThat(resource).isInstanceOf(FreeStore.class);
    }
  }

  @AfterEach
  void closedTheResourceHasGivenEverythingBack() {
    close(resource);
    store.verify();
    if (choice != Choice.STORE) {
      assertThat(store.statistics().liveBlocks()).isZero();
      assertThat(store.leaks().isEmpty()).isTrue();
    }
    store.close();
  }

  private boolean scoped() {
    return choice == Choice.SCOPE;
  }

  private void end(Object object) {
    if (scoped()) {
      assertThatExceptionOfType(InvalidDeleteException.class)
          .isThrownBy(() -> Ownership.delete(object))
          .withMessageContaining("of scope \"scope\"");
    } else {
      Ownership.delete(object);
      assertThat(((StoreObject) object).isAlive()).isFalse();
    }
  }

  @Test
  void objectsOfEveryShapeAreCreatedInIt() {
    Spot spot = FreeStore.createIn(resource, Spot.class);
    spot.y(Long.MIN_VALUE);
    Bulk bulk = FreeStore.createIn(resource, Bulk.class);
    bulk.values().set(249, 3);
    Aligned aligned = FreeStore.createIn(resource, Aligned.class);
    aligned.value(9);
    Witness witness = WitnessStruct.createIn(resource, "Volvo");
    assertThat(FreeStore.storeOf(spot)).isSameAs(store);
    assertThat(spot.y()).isEqualTo(Long.MIN_VALUE);
    assertThat(bulk.values().get(249)).isEqualTo(3);
    assertThat(bulk.values().get(0)).isZero();
    assertThat(((StoreObject) aligned).address % 64).isZero();
    assertThat(witness.name()).isEqualTo("Volvo");
    end(spot);
    end(bulk);
    end(aligned);
    end(witness);
  }

  @Test
  void arraysOfEveryKindAreCreatedInIt() {
    StructArray<Witness> witnesses = FreeStore.createArrayIn(resource, Witness.class, 3);
    PointerArray<Spot> pointers = FreeStore.createPointerArrayIn(resource, Spot.class, 4);
    IntArray numbers = IntArray.createIn(resource, 10);
    LongArray many = LongArray.createIn(resource, 100_000);
    ByteArray none = ByteArray.createIn(resource, 0);
    many.set(99_999, 1);
    assertThat(many.get(0)).isZero();
    assertThat(pointers.get(3)).isNull();
    assertThat(numbers.toArray()).containsOnly(0);
    end(witnesses);
    end(pointers);
    end(numbers);
    end(many);
    end(none);
    if (!scoped()) {
      assertThat(Events.all()).containsExactly("+0", "+1", "+2", "-2", "-1", "-0");
    }
  }

  @Test
  void objectsAndArraysAreCopiedIntoIt() {
    Witness witness = WitnessStruct.createIn(store, "Saab");
    Witness copy = FreeStore.copyIn(resource, witness);
    IntArray numbers = IntArray.createIn(store, 3);
    numbers.set(2, 8);
    IntArray copied = FreeStore.copyIn(resource, numbers);
    FreeStore.delete(witness);
    FreeStore.deleteArray(numbers);
    assertThat(copy.name()).isEqualTo("Saab");
    assertThat(copied.toArray()).containsExactly(0, 0, 8);
    end(copy);
    end(copied);
  }

  @Test
  void whatACopyOwnsIsInTheStoreBehindIt() {
    Holder holder = FreeStore.createIn(store, Holder.class);
    holder.witness(WitnessStruct.createIn(store, "owned"));
    holder.numbers(IntArray.createIn(store, 2));
    Holder copy = FreeStore.copyIn(resource, holder);
    FreeStore.delete(holder);
    Witness owned = Objects.requireNonNull(copy.witness());
    assertThat(owned.name()).isEqualTo("owned");
    assertThat(FreeStore.storeOf(owned)).isSameAs(store);
    end(copy);
  }

  @Test
  void segmentsOfEverySizeAndAlignmentAreDisjointAndAligned() {
    MemorySegment last = null;
    for (long alignment = 1; alignment <= 4096; alignment *= 2) {
      for (long size : new long[] {0, 1, 7, 8, 64, 1000, 70_000}) {
        MemorySegment segment = resource.allocate(size, alignment);
        assertThat(segment.byteSize()).isEqualTo(size);
        assertThat(segment.address() % alignment).isZero();
        segment.fill((byte) 0x55);
        if (last != null) {
          assertThat(segment.asOverlappingSlice(last)).isEmpty();
          assertThat(segment.address()).isNotEqualTo(last.address());
        }
        last = segment;
        if (choice == Choice.STORE) {
          store.free(segment);
          last = null;
        }
      }
    }
  }

  @Test
  void requestsThatMakeNoSenseAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> resource.allocate(-1, 8));
    assertThatIllegalArgumentException().isThrownBy(() -> resource.allocate(8, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> resource.allocate(8, 0));
    assertThatExceptionOfType(BadArrayLengthException.class)
        .isThrownBy(() -> FreeStore.createArrayIn(resource, Spot.class, -1));
    assertThatExceptionOfType(BadArrayLengthException.class)
        .isThrownBy(() -> IntArray.createIn(resource, Long.MAX_VALUE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FreeStore.createIn(resource, String.class));
  }

  @Test
  void aConstructorThatThrowsLeavesNothing() {
    Events.failConstructing(2);
    assertThatExceptionOfType(Events.Failure.class)
        .isThrownBy(() -> FreeStore.createArrayIn(resource, Witness.class, 4));
    assertThat(Events.all()).containsExactly("+0", "+1", "!2", "-1", "-0");
    Events.failConstructing(3);
    assertThatExceptionOfType(Events.Failure.class)
        .isThrownBy(() -> FreeStore.createIn(resource, Witness.class));
    assertThat(store.statistics().liveBlocks()).isZero();
  }

  @Test
  void whatIsNotDeletedEndsWithIt() {
    if (choice == Choice.STORE) {
      return;
    }
    Witness witness = FreeStore.createIn(resource, Witness.class);
    Bulk bulk = FreeStore.createIn(resource, Bulk.class);
    IntArray numbers = IntArray.createIn(resource, 50_000);
    MemorySegment segment = resource.allocate(16, 8);
    segment.set(ValueLayout.JAVA_LONG, 0, 1);
    close(resource);
    for (Object object : new Object[] {witness, bulk, numbers}) {
      assertThatExceptionOfType(UseAfterDeleteException.class)
          .isThrownBy(() -> FreeStore.storeOf(object));
      assertThatExceptionOfType(DoubleDeleteException.class)
          .isThrownBy(() -> Ownership.delete(object));
    }
    assertThatIllegalStateException().isThrownBy(() -> segment.get(ValueLayout.JAVA_LONG, 0));
    assertThatIllegalStateException().isThrownBy(() -> resource.allocate(8, 8));
    assertThatIllegalStateException().isThrownBy(() -> FreeStore.createIn(resource, Spot.class));
    assertThat(Events.all()).hasSize(scoped() ? 2 : 1);
  }

  @Test
  void sharedObjectsAreMadeInItUnlessTheyWouldEndWithIt() {
    if (scoped()) {
      assertThatIllegalArgumentException().isThrownBy(() -> Shared.makeIn(resource, Spot.class));
      return;
    }
    Shared<Witness> owner = Shared.makeIn(resource, Witness.class);
    Weak<Witness> weak = owner.weak();
    owner.close();
    assertThat(weak.expired()).isTrue();
    weak.close();
    assertThat(Events.all()).containsExactly("+0", "-0");
  }

  @Test
  void anotherResourceThatHasNoMemorySaysSo() {
    assertThatExceptionOfType(OutOfFreeStoreException.class)
        .isThrownBy(() -> SpotStruct.createIn(MemoryResource.none()));
    assertThatExceptionOfType(OutOfFreeStoreException.class)
        .isThrownBy(() -> MemoryResource.none().allocate(8));
    try (MonotonicResource empty = MonotonicResource.open(MemoryResource.none())) {
      assertThatExceptionOfType(OutOfFreeStoreException.class).isThrownBy(() -> empty.allocate(8));
      assertThatExceptionOfType(OutOfFreeStoreException.class)
          .isThrownBy(() -> IntArray.createIn(empty, 100_000));
    }
    assertThat(resource.isEqual(MemoryResource.none())).isFalse();
    assertThat(resource.isEqual(resource)).isTrue();
  }
}
