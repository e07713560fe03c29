// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.freestore.fixture.Aligned;
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

class StorageTest {
  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("storage"));

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

  @ParameterizedTest
  @ValueSource(classes = {Spot.class, Witness.class, Holder.class, Bulk.class, Aligned.class})
  void anObjectIsConstructedDestroyedAndConstructedAgain(Class<?> struct) {
    try (Storage storage = Storage.ofIn(store, struct)) {
      assertThat(storage.isEmpty()).isTrue();
      long blocks = store.statistics().liveBlocks();
      for (int i = 0; i < 100; i++) {
        Object object = FreeStore.createIn(storage, struct);
        assertThat(storage.isEmpty()).isFalse();
        assertThat(store.statistics().liveBlocks()).isEqualTo(blocks);
        FreeStore.destroy(object);
        assertThat(storage.isEmpty()).isTrue();
        assertThatExceptionOfType(UseAfterDeleteException.class)
            .isThrownBy(() -> FreeStore.typeOf(object));
        assertThatExceptionOfType(DoubleDeleteException.class)
            .isThrownBy(() -> FreeStore.destroy(object));
        assertThatExceptionOfType(DoubleDeleteException.class)
            .isThrownBy(() -> FreeStore.delete(object));
      }
    }
  }

  @Test
  void destructorsRunAndWhatTheyThrowLeavesTheStorageEmpty() {
    try (Storage storage = Storage.ofIn(store, Witness.class)) {
      FreeStore.destroy(WitnessStruct.createIn(storage, "one"));
      Witness failing = WitnessStruct.createIn(storage, "two");
      Events.failDestroying(1);
      assertThatExceptionOfType(Events.Failure.class).isThrownBy(() -> FreeStore.destroy(failing));
      assertThat(storage.isEmpty()).isTrue();
      Events.failConstructing(2);
      assertThatExceptionOfType(Events.Failure.class)
          .isThrownBy(() -> FreeStore.createIn(storage, Witness.class));
      assertThat(storage.isEmpty()).isTrue();
    }
    assertThat(Events.all()).containsExactly("+0", "-0", "+1", "-1", "!2");
  }

  @Test
  void constructingOverAnObjectEndsItWithoutItsDestructor() {
    try (Storage storage = Storage.ofIn(store, Witness.class)) {
      Witness first = FreeStore.createIn(storage, Witness.class);
      Witness second = FreeStore.createIn(storage, Witness.class);
      assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(first::number);
      assertThat(second.number()).isEqualTo(1);
    }
    assertThat(Events.all()).containsExactly("+0", "+1");
  }

  @Test
  void onlyWhatFitsIsConstructed() {
    try (Storage storage = Storage.ofBytesIn(store, 16, 8)) {
      FreeStore.destroy(SpotStruct.createIn(storage));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> FreeStore.createIn(storage, Bulk.class))
          .withMessageContaining("typeBytes=2000");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> FreeStore.createIn(storage, Aligned.class));
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> IntArray.createIn(storage, 1));
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> FreeStore.createArrayIn(storage, Spot.class, 1));
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> storage.allocate(8, 8));
      assertThat(storage.isEmpty()).isTrue();
      assertThat(storage.byteSize()).isEqualTo(16);
      assertThat(storage.byteAlignment()).isEqualTo(8);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Storage.ofBytes(-1, 8));
    assertThatIllegalArgumentException().isThrownBy(() -> Storage.ofBytes(8, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> Storage.of(String.class));
  }

  @Test
  void anObjectIsCopiedIntoStorageAndDestroyedThroughAPolymorphicBase() {
    Square square = FreeStore.createIn(store, Square.class);
    try (Storage storage = Storage.ofIn(store, Square.class)) {
      Shape copy = FreeStore.cast(Shape.class, FreeStore.copyIn(storage, square));
      assertThat(copy.kind()).isEqualTo("square");
      FreeStore.destroy(copy);
    }
    FreeStore.delete(square);
    assertThat(Events.all()).containsExactly("~Square", "~Shape", "~Square", "~Shape");
  }

  @Test
  void everythingElseIsRefused() {
    Spot heap = SpotStruct.createIn(store);
    IntArray numbers = IntArray.createIn(store, 2);
    try (Storage storage = Storage.ofIn(store, Holder.class)) {
      Holder placed = FreeStore.createIn(storage, Holder.class);
      assertThatExceptionOfType(InvalidDeleteException.class)
          .isThrownBy(() -> FreeStore.delete(placed))
          .withMessageContaining("placement");
      assertThatExceptionOfType(InvalidDeleteException.class)
          .isThrownBy(() -> FreeStore.deleteArray(placed));
      assertThatExceptionOfType(InvalidDeleteException.class)
          .isThrownBy(() -> FreeStore.destroy(placed.place()))
          .withMessageContaining("place");
      assertThatExceptionOfType(InvalidDeleteException.class)
          .isThrownBy(() -> FreeStore.destroy(placed.counts()));
      FreeStore.destroy(placed);
    }
    assertThatExceptionOfType(MismatchedDeleteException.class)
        .isThrownBy(() -> FreeStore.destroy(heap));
    assertThatExceptionOfType(MismatchedDeleteException.class)
        .isThrownBy(() -> FreeStore.destroy(numbers));
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> FreeStore.destroy("text"));
    try (AutoScope scope = AutoScope.openIn(store, null)) {
      Spot automatic = scope.create(Spot.class);
      assertThatExceptionOfType(MismatchedDeleteException.class)
          .isThrownBy(() -> FreeStore.destroy(automatic));
    }
    FreeStore.delete(heap);
    FreeStore.deleteArray(numbers);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSegmentKeepsTheFormerObjectsMemory(boolean large) {
    Class<?> struct = large ? Bulk.class : Spot.class;
    try (Storage storage = Storage.ofIn(store, struct);
        Arena arena = Arena.ofConfined()) {
      Object former = FreeStore.createIn(storage, struct);
      MemorySegment segment = Views.of((StoreObject) former, address(former), 8, arena);
      segment.set(ValueLayout.JAVA_LONG, 0, 77);
      FreeStore.destroy(former);
      Object next = FreeStore.createIn(storage, struct);
      assertThat(address(next)).isNotEqualTo(segment.address());
      assertThat(segment.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(77);
      FreeStore.destroy(next);
    }
  }

  private static long address(Object object) {
    return object instanceof Bulk bulk ? bulk.values().address : ((StoreObject) object).address;
  }

  @Test
  void closedItIsOfNoUse() {
    Storage storage = Storage.ofIn(store, Witness.class);
    Witness left = FreeStore.createIn(storage, Witness.class);
    storage.close();
    storage.close();
    assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(left::number);
    assertThatIllegalStateException().isThrownBy(storage::isEmpty);
    assertThatIllegalStateException().isThrownBy(() -> FreeStore.createIn(storage, Witness.class));
    Storage outlives = Storage.ofIn(store, Bulk.class);
    Bulk bulk = FreeStore.createIn(outlives, Bulk.class);
    store.close();
    assertThatIllegalStateException().isThrownBy(outlives::isEmpty);
    assertThatExceptionOfType(DoubleDeleteException.class)
        .isThrownBy(() -> FreeStore.destroy(bulk));
    outlives.close();
    assertThatIllegalStateException().isThrownBy(() -> Storage.ofIn(store, Spot.class));
  }

  @Test
  void ofThreadsThatDestroyOneObjectAllButOneAreTold() throws Exception {
    try (Storage storage = Storage.ofIn(store, Witness.class)) {
      for (int round = 0; round < 100; round++) {
        Witness witness = FreeStore.createIn(storage, Witness.class);
        AtomicInteger told = new AtomicInteger();
        OtherThread.Work destroy =
            () -> {
              try {
                FreeStore.destroy(witness);
              } catch (DoubleDeleteException e) {
                told.incrementAndGet();
              }
            };
        OtherThread.runAll(Thread.ofPlatform(), List.of(destroy, destroy));
        assertThat(told).hasValue(1);
        assertThat(storage.isEmpty()).isTrue();
      }
    }
    assertThat(Events.all()).hasSize(200);
  }
}
