// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.freestore.fixture.Bulk;
import org.freestore.fixture.Events;
import org.freestore.fixture.Holder;
import org.freestore.fixture.Spot;
import org.freestore.fixture.SpotStruct;
import org.freestore.fixture.Witness;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Every way in which an object can be there, ended in every way: what is not its own way is the
/// exception that the documentation names, and changes nothing.
@ParameterizedClass
@EnumSource
class DeleteMatrixTest {
  private static final Class<DoubleDeleteException> TWICE = DoubleDeleteException.class;
  private static final Class<InvalidDeleteException> INVALID = InvalidDeleteException.class;
  private static final Class<MismatchedDeleteException> MISMATCHED =
      MismatchedDeleteException.class;

  private final Subject subject;
  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("matrix"));
  private final AutoScope scope = AutoScope.openIn(store, "matrix");
  private final Storage storage = Storage.ofIn(store, Holder.class);
  private final MonotonicResource monotonic = MonotonicResource.open(store);
  private final PoolResource pool = PoolResource.open(store, PoolResource.Options.defaults());
  private @Nullable AutoCloseable owner;

  /// What is there, and what `delete`, `deleteArray` and `destroy` do to it: null where that is its
  /// own way.
  enum Subject {
    OBJECT(test -> SpotStruct.createIn(test.store), null, MISMATCHED, MISMATCHED),
    OBJECT_WITH_A_DESTRUCTOR(
        test -> FreeStore.createIn(test.store, Witness.class), null, MISMATCHED, MISMATCHED),
    LARGE_OBJECT(test -> FreeStore.createIn(test.store, Bulk.class), null, MISMATCHED, MISMATCHED),
    ARRAY(test -> IntArray.createIn(test.store, 3), MISMATCHED, null, MISMATCHED),
    LARGE_ARRAY(test -> IntArray.createIn(test.store, 3000), MISMATCHED, null, MISMATCHED),
    STRUCT_ARRAY(
        test -> FreeStore.createArrayIn(test.store, Witness.class, 2),
        MISMATCHED,
        null,
        MISMATCHED),
    POINTER_ARRAY(
        test -> FreeStore.createPointerArrayIn(test.store, Spot.class, 2),
        MISMATCHED,
        null,
        MISMATCHED),
    AUTOMATIC(test -> test.scope.create(Spot.class), INVALID, INVALID, MISMATCHED),
    AUTOMATIC_ARRAY(test -> test.scope.createArray(Witness.class, 2), INVALID, INVALID, MISMATCHED),
    STATIC(test -> FreeStore.createStatic(Spot.class), INVALID, INVALID, MISMATCHED),
    STATIC_ARRAY(test -> IntArray.createIn(FreeStore.statics(), 3), INVALID, INVALID, MISMATCHED),
    PLACEMENT(test -> FreeStore.createIn(test.storage, Holder.class), INVALID, INVALID, null),
    EMBEDDED(
        test -> FreeStore.createIn(test.store, Holder.class).place(), INVALID, INVALID, MISMATCHED),
    EMBEDDED_ARRAY(
        test -> FreeStore.createIn(test.store, Holder.class).counts(),
        INVALID,
        INVALID,
        MISMATCHED),
    ELEMENT(
        test -> FreeStore.createArrayIn(test.store, Spot.class, 3).get(1),
        INVALID,
        INVALID,
        MISMATCHED),
    FIRST_ELEMENT(
        test -> FreeStore.createArrayIn(test.store, Spot.class, 3).get(0),
        INVALID,
        INVALID,
        MISMATCHED),
    SHARED(DeleteMatrixTest::shared, INVALID, INVALID, MISMATCHED),
    MONOTONIC(test -> SpotStruct.createIn(test.monotonic), null, MISMATCHED, MISMATCHED),
    MONOTONIC_ARRAY(test -> IntArray.createIn(test.monotonic, 3), MISMATCHED, null, MISMATCHED),
    POOLED(test -> SpotStruct.createIn(test.pool), null, MISMATCHED, MISMATCHED);

    @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
    private final Function<DeleteMatrixTest, Object> creation;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final Map<String, Expected> expected;

    Subject(
        Function<DeleteMatrixTest, Object> creation,
        @Nullable Class<? extends InvalidDeleteException> delete,
        @Nullable Class<? extends InvalidDeleteException> deleteArray,
        @Nullable Class<? extends InvalidDeleteException> destroy) {
      this.creation = creation;
      this.expected =
          Map.of(
              "delete", new Expected(FreeStore::delete, delete),
              "deleteArray", new Expected(FreeStore::deleteArray, deleteArray),
              "destroy", new Expected(FreeStore::destroy, destroy));
    }

    /// Global ones stay until the program ends.
    private boolean isStatic() {
      return this == STATIC || this == STATIC_ARRAY;
    }
  }

  private record Expected(
      Consumer<Object> operation, @Nullable Class<? extends InvalidDeleteException> refusal) {}

  DeleteMatrixTest(Subject subject) {
    this.subject = subject;
  }

  private static Object shared(DeleteMatrixTest test) {
    Shared<Spot> owner = Shared.makeIn(test.store, Spot.class);
    test.owner = owner;
    return owner.get();
  }

  @BeforeEach
  void nothingHappened() {
    Events.reset();
  }

  @AfterEach
  void theStoreIsIntact() throws Exception {
    if (owner != null) {
      owner.close();
    }
    scope.close();
    storage.close();
    monotonic.close();
    pool.close();
    if (!store.isClosed()) {
      store.verify();
      store.close();
    }
  }

  private Object create() {
    return subject.creation.apply(this);
  }

  @Test
  void whatIsNotItsOwnWayIsRefusedAndChangesNothing() {
    StoreObject object = (StoreObject) create();
    long blocks = store.statistics().liveBlocks();
    int happened = Events.all().size();
    subject.expected.forEach((name, expected) -> {
      if (expected.refusal() != null) {
        assertThatThrownBy(() -> expected.operation().accept(object))
            .as(name)
            .isExactlyInstanceOf(expected.refusal());
        assertThat(object.isAlive()).as(name).isTrue();
        assertThat(store.statistics().liveBlocks()).as(name).isEqualTo(blocks);
      }
    });
    assertThat(Events.all()).hasSize(happened);
    assertThat(FreeStore.storeOf(object)).isSameAs(subject.isStatic() ? FreeStore.global() : store);
  }

  @Test
  void itsOwnWayEndsItAndEveryOtherOneAfterThatIsTheSecond() {
    StoreObject object = (StoreObject) create();
    for (Expected own : subject.expected.values()) {
      if (own.refusal() == null) {
        own.operation().accept(object);
        assertThat(object.isAlive()).isFalse();
        subject.expected.forEach((name, after) ->
            assertThatThrownBy(() -> after.operation().accept(object))
                .as(name)
                .isExactlyInstanceOf(TWICE));
        assertThatExceptionOfType(UseAfterDeleteException.class)
            .isThrownBy(() -> FreeStore.copyIn(store, object));
        assertThatExceptionOfType(UseAfterDeleteException.class)
            .isThrownBy(() -> FreeStore.storeOf(object));
      }
    }
  }

  @Test
  void itsHeaderCannotBeFreedAsARawBlock() {
    StoreObject object = (StoreObject) create();
    long block = Reference.address(object.reference);
    FreeStore theirs = FreeStore.storeOf(object);
    assertThatThrownBy(() -> theirs.free(block)).isInstanceOf(INVALID);
    assertThatThrownBy(() -> theirs.free(block, 16)).isInstanceOf(INVALID);
    assertThatThrownBy(() -> theirs.realloc(block, 64)).isInstanceOf(INVALID);
    assertThatThrownBy(() -> theirs.usableSize(block)).isInstanceOf(INVALID);
    assertThat(object.isAlive()).isTrue();
  }

  @Test
  void itsCopyIsAnObjectOfTheStoreWhateverItIs() {
    Object copy = FreeStore.copyIn(store, create());
    assertThat(FreeStore.storeOf(copy)).isSameAs(store);
    Ownership.delete(copy);
    assertThat(((StoreObject) copy).isAlive()).isFalse();
  }

  @Test
  void aCastToWhatItIsNotIsRefused() {
    Object object = create();
    assertThat(FreeStore.tryCast(Runnable.class, object)).isNull();
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> FreeStore.cast(Runnable.class, object));
    assertThat(FreeStore.cast(StoreObject.class, object)).isEqualTo(object);
  }

  @Test
  void afterItsStoreIsClosedEveryUseSaysSo() {
    StoreObject object = (StoreObject) create();
    if (subject.isStatic()) {
      return;
    }
    store.close();
    assertThatExceptionOfType(UseAfterDeleteException.class)
        .isThrownBy(() -> FreeStore.storeOf(object));
    assertThatExceptionOfType(UseAfterDeleteException.class)
        .isThrownBy(() -> FreeStore.copy(object));
    subject.expected.forEach((name, after) ->
        assertThatThrownBy(() -> after.operation().accept(object))
            .as(name)
            .isExactlyInstanceOf(TWICE)
            .hasMessageContaining("its store was closed"));
  }
}
