// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.freestore.fixture.Bulk;
import org.freestore.fixture.Spot;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for arrays of every primitive type, of every small length and around every boundary.
@ParameterizedClass
@EnumSource
class PrimitiveArrayTest {
  private final AnyArray kind;
  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("arrays"));

  PrimitiveArrayTest(AnyArray kind) {
    this.kind = kind;
  }

  @AfterEach
  void theStoreIsIntactAndEmpty() {
    store.verify();
    assertThat(store.statistics().liveBlocks()).isZero();
    store.close();
  }

  /// Returns every length up to twice the largest of one block, and those around the boundaries of
  /// raw blocks.
  private IntStream lengths() {
    IntStream small = IntStream.rangeClosed(0, 2048 / kind.bytes);
    IntStream large =
        IntStream.of(4096, 65_536, 1 << 20)
            .map(bytes -> bytes / kind.bytes)
            .flatMap(length -> IntStream.rangeClosed(length - 1, length + 1));
    return IntStream.concat(small, large);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void elementsOfEveryLengthStartAsZerosAndKeepWhatIsWritten(boolean dirty) {
    if (dirty) {
      lengths()
          .forEach(length -> {
            StoreArray array = kind.createIn(store, length);
            kind.fill(array, kind.value(-1));
            FreeStore.deleteArray(array);
          });
    }
    lengths().forEach(this::holds);
  }

  private void holds(int length) {
    StoreArray array = kind.createIn(store, length);
    assertThat(array.length()).isEqualTo(length);
    assertThat(array.byteSize()).isEqualTo((long) length * kind.bytes);
    assertThat(array.address % kind.bytes).isZero();
    assertThat(kind.toArray(array)).isEqualTo(Array.newInstance(kind.element, length));
    Object values = kind.javaArray(length, length);
    kind.copyFrom(array, values, 0, 0, length);
    assertThat(kind.toArray(array)).isEqualTo(values);
    if (length > 0) {
      assertThat(kind.get(array, length - 1)).isEqualTo(Array.get(values, length - 1));
      kind.set(array, length - 1, kind.value(1));
      assertThat(kind.get(array, length - 1)).isEqualTo(kind.value(1));
      assertThat(kind.get(array, 0)).isEqualTo(Array.get(kind.toArray(array), 0));
    }
    FreeStore.deleteArray(array);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1008, 1009, 100_000})
  void onlyWhatFitsABlockOfASlabIsInIt(int bytes) {
    int length = (bytes + kind.bytes - 1) / kind.bytes;
    StoreArray array = kind.createIn(store, length);
    long header = Reference.header(array.reference());
    assertThat(Header.has(header, Header.INDIRECT)).isEqualTo(length * kind.bytes > 1008);
    assertThat(store.statistics().liveBlocks()).isEqualTo(length * kind.bytes > 1008 ? 2 : 1);
    FreeStore.deleteArray(array);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 5000})
  void aStoredPointerLeadsBackToTheArray(int length) {
    StoreArray array = kind.createIn(store, length);
    StoreArray again = StoreArray.at(array.reference());
    assertThat(again).isEqualTo(array).hasSameHashCodeAs(array).isInstanceOf(kind.type);
    assertThat(again.length()).isEqualTo(length);
    FreeStore.deleteArray(again);
    assertThat(array.isAlive()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 1000, 5000})
  void everyAccessOfADeletedArrayIsAnError(int length) {
    StoreArray array = kind.createIn(store, length);
    FreeStore.deleteArray(array);
    StoreArray reuse = kind.createIn(store, length);
    isDead(array);
    isDead(kind.type.cast(dangling(array.reference())));
    assertThatExceptionOfType(UseAfterDeleteException.class)
        .isThrownBy(() -> dangling(array.reference()).length());
    FreeStore.deleteArray(reuse);
  }

  /// Makes the handle that following a stored pointer makes.
  private StoreArray dangling(long reference) {
    try {
      var constructor = kind.type.getDeclaredConstructor(long.class);
      return constructor.newInstance(reference);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.toString(), e);
    }
  }

  private void isDead(StoreArray array) {
    Object java = kind.javaArray(1, 1);
    StoreArray alive = kind.createIn(store, 1);
    List<Runnable> uses =
        List.of(
            () -> kind.get(array, 0),
            () -> kind.get(array, -1),
            () -> kind.get(array, Long.MAX_VALUE),
            () -> kind.set(array, 0, kind.zero()),
            () -> kind.set(array, Long.MIN_VALUE, kind.zero()),
            () -> kind.fill(array, kind.zero()),
            () -> kind.fill(array, 0, 0, kind.zero()),
            () -> kind.copyFrom(array, java, 0, 0, 1),
            () -> kind.copyTo(array, 0, java, 0, 1),
            () -> kind.copyFromArray(array, alive, 0, 0, 1),
            () -> kind.copyFromArray(alive, array, 0, 0, 1),
            () -> kind.toArray(array),
            () -> kind.mismatch(array, alive),
            () -> kind.mismatch(alive, array));
    for (Runnable use : uses) {
      assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(use::run);
    }
    assertThatExceptionOfType(DoubleDeleteException.class)
        .isThrownBy(() -> FreeStore.deleteArray(array));
    assertThat(kind.get(alive, 0)).isEqualTo(kind.zero());
    FreeStore.deleteArray(alive);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 3000})
  void everyOtherIndexIsOutOfBounds(int length) {
    StoreArray array = kind.createIn(store, length);
    LongStream.of(-1, length, length + 1L, Long.MIN_VALUE, Long.MAX_VALUE, -length, 1L << 32)
        .filter(index -> index < 0 || index >= length)
        .forEach(index -> {
          assertThatThrownBy(() -> kind.get(array, index))
              .isInstanceOf(IndexOutOfBoundsException.class)
              .hasMessageContaining("index=" + index + " length=" + length);
          assertThatThrownBy(() -> kind.set(array, index, kind.zero()))
              .isInstanceOf(IndexOutOfBoundsException.class);
        });
    FreeStore.deleteArray(array);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 2000})
  void everyOtherRangeIsOutOfBounds(int length) {
    StoreArray array = kind.createIn(store, length);
    StoreArray other = kind.createIn(store, length);
    Object java = Array.newInstance(kind.element, length);
    int[][] ranges = {
      {-1, 1},
      {0, length + 1},
      {length, 1},
      {length + 1, 0},
      {0, -1},
      {1, length},
      {Integer.MAX_VALUE, Integer.MAX_VALUE}
    };
    for (int[] range : ranges) {
      int at = range[0];
      int count = range[1];
      List<Runnable> uses =
          List.of(
              () -> kind.copyFrom(array, java, at, 0, count),
              () -> kind.copyFrom(array, java, 0, at, count),
              () -> kind.copyTo(array, at, java, 0, count),
              () -> kind.copyTo(array, 0, java, at, count),
              () -> kind.copyFromArray(array, other, at, 0, count),
              () -> kind.copyFromArray(array, other, 0, at, count));
      for (Runnable use : uses) {
        if (at + count > length || count < 0 || at < 0) {
          assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(use::run);
        }
      }
    }
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> kind.fill(array, 1, Long.MAX_VALUE, kind.zero()));
    FreeStore.deleteArray(array);
    FreeStore.deleteArray(other);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 100, 1000, 40_000})
  void fillingARangeChangesNothingElse(int length) {
    StoreArray array = kind.createIn(store, length);
    Object expected = kind.javaArray(length, 5);
    kind.copyFrom(array, expected, 0, 0, length);
    int from = length / 3;
    int count = length / 2;
    kind.fill(array, from, count, kind.value(77));
    for (int i = from; i < from + count; i++) {
      Array.set(expected, i, kind.value(77));
    }
    assertThat(kind.toArray(array)).isEqualTo(expected);
    kind.fill(array, kind.value(-3));
    Object whole = Array.newInstance(kind.element, length);
    IntStream.range(0, length).forEach(i -> Array.set(whole, i, kind.value(-3)));
    assertThat(kind.toArray(array)).isEqualTo(whole);
    FreeStore.deleteArray(array);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 2000})
  void rangesOfOneArrayAreCopiedAlsoWhereTheyOverlap(int length) {
    for (int[] move : new int[][] {{0, 3, length - 3}, {3, 0, length - 3}, {0, 0, length}}) {
      StoreArray array = kind.createIn(store, length);
      Object expected = kind.javaArray(length, 9);
      kind.copyFrom(array, expected, 0, 0, length);
      System.arraycopy(expected, move[0], expected, move[1], move[2]);
      kind.copyFromArray(array, array, move[0], move[1], move[2]);
      assertThat(kind.toArray(array)).isEqualTo(expected);
      FreeStore.deleteArray(array);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 3000})
  void theFirstDifferenceIsFound(int length) {
    StoreArray array = kind.createIn(store, length);
    StoreArray same = kind.createIn(store, length);
    StoreArray shorter = kind.createIn(store, length - 1);
    assertThat(kind.mismatch(array, same)).isEqualTo(-1);
    assertThat(kind.mismatch(array, array)).isEqualTo(-1);
    assertThat(kind.mismatch(array, shorter)).isEqualTo(length - 1);
    assertThat(kind.mismatch(shorter, array)).isEqualTo(length - 1);
    kind.set(same, length / 2, kind.value(1));
    assertThat(kind.mismatch(array, same)).isEqualTo(length / 2);
    List.of(array, same, shorter).forEach(FreeStore::deleteArray);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, (1L << 47) + 1, 1L << 62})
  void aBadLengthIsFoundBeforeAnythingIsAllocated(long length) {
    assertThatThrownBy(() -> kind.createIn(store, length))
        .isInstanceOfSatisfying(
            BadArrayLengthException.class,
            e -> {
              assertThat(e.length()).isEqualTo(length);
              assertThat(e.requestedBytes()).isEqualTo(requestedBytes(length));
              assertThat(e.inUseBytes()).isZero();
              assertThat(e.limitBytes()).isEqualTo(Long.MAX_VALUE);
            })
        .hasMessage(
            "length of an array is %s: length=%d elementBytes=%d store=arrays",
            length < 0 ? "negative" : "too large", length, kind.bytes);
    assertThat(kind.tryCreate(length)).isNull();
    assertThatExceptionOfType(BadArrayLengthException.class)
        .isThrownBy(() -> kind.createIn(MemoryResource.none(), length));
  }

  private long requestedBytes(long length) {
    boolean overflows = length > Long.MAX_VALUE / kind.bytes;
    return length < 0 ? 0 : overflows ? Long.MAX_VALUE : length * kind.bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 500_000})
  void whereThereIsNoMemoryNothingIsLeftBehind(int length) {
    try (FreeStore small = FreeStore.open(FreeStoreOptions.defaults().withLimitBytes(256 << 10))) {
      if (length > 0) {
        assertThatExceptionOfType(OutOfFreeStoreException.class)
            .isThrownBy(() -> kind.createIn(small, length));
        assertThat(small.statistics().liveBlocks()).isZero();
      }
      assertThatExceptionOfType(OutOfFreeStoreException.class)
          .isThrownBy(() -> kind.createIn(MemoryResource.none(), length));
      small.verify();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16})
  void arraysOfLengthZeroAreDistinct(int count) {
    Set<StoreArray> arrays = new HashSet<>();
    for (int i = 0; i < count; i++) {
      arrays.add(kind.createIn(store, 0));
    }
    assertThat(arrays).hasSize(count).allMatch(array -> array.length() == 0);
    assertThat(arrays).allMatch(array -> kind.mismatch(array, array) == -1);
    arrays.forEach(FreeStore::deleteArray);
  }

  @Test
  void theElementsOfASmallArrayAreNoRawBlock() {
    StoreArray array = kind.createIn(store, 3);
    assertThatExceptionOfType(InvalidDeleteException.class)
        .isThrownBy(() -> store.free(array.address));
    assertThat(array.isAlive()).isTrue();
    FreeStore.deleteArray(array);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 3000})
  void deletingAnArrayAsAnythingElseIsRefused(int length) {
    StoreArray array = kind.createIn(store, length);
    assertThatExceptionOfType(MismatchedDeleteException.class)
        .isThrownBy(() -> FreeStore.delete(array));
    assertThatExceptionOfType(InvalidDeleteException.class)
        .isThrownBy(() -> store.free(Reference.address(array.reference())));
    assertThatExceptionOfType(InvalidDeleteException.class)
        .isThrownBy(() -> store.free(array.address));
    assertThat(array.isAlive()).isTrue();
    FreeStore.deleteArray(array);
    Spot spot = FreeStore.createIn(store, Spot.class);
    assertThatExceptionOfType(MismatchedDeleteException.class)
        .isThrownBy(() -> FreeStore.deleteArray(spot));
    FreeStore.delete(spot);
    FreeStore.deleteArray(null);
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> FreeStore.deleteArray("array"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0})
  void anEmbeddedArrayCannotBeDeleted(int ignored) {
    Bulk bulk = FreeStore.createIn(store, Bulk.class);
    assertThat(bulk.values().length()).isEqualTo(250);
    bulk.values().set(249, 7);
    assertThat(bulk.values().get(249)).isEqualTo(7);
    assertThatExceptionOfType(InvalidDeleteException.class)
        .isThrownBy(() -> FreeStore.deleteArray(bulk.values()));
    LongArray values = bulk.values();
    FreeStore.delete(bulk);
    assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(() -> values.get(249));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 4000})
  void anArrayIsCopiedWithItsElements(int length) {
    StoreArray array = kind.createIn(store, length);
    kind.copyFrom(array, kind.javaArray(length, 3), 0, 0, length);
    StoreArray copy = FreeStore.copyIn(store, array);
    assertThat(copy).isNotEqualTo(array).isInstanceOf(kind.type);
    assertThat(kind.mismatch(copy, array)).isEqualTo(-1);
    FreeStore.deleteArray(array);
    assertThat(kind.toArray(copy)).isEqualTo(kind.javaArray(length, 3));
    FreeStore.deleteArray(copy);
    assertThatExceptionOfType(UseAfterDeleteException.class)
        .isThrownBy(() -> FreeStore.copyIn(store, array));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 4000})
  void anArrayInAScopeEndsWithIt(int length) {
    StoreArray array;
    try (AutoScope scope = AutoScope.openIn(store, "arrays")) {
      array = kind.createIn(scope, length);
      assertThatExceptionOfType(InvalidDeleteException.class)
          .isThrownBy(() -> FreeStore.deleteArray(array));
    }
    assertThat(array.isAlive()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 4000})
  void aReferenceToSomethingElseIsNotAnArray(int length) {
    Spot spot = FreeStore.createIn(store, Spot.class);
    assertThatThrownBy(() -> dangling(((StoreObject) spot).reference()))
        .hasCauseInstanceOf(Exception.class)
        .hasRootCauseInstanceOf(TypeMismatchException.class);
    FreeStore.delete(spot);
    assertThat(Memory.getLong(Reference.address(0))).isNotNegative();
    assertThat(length).isPositive();
  }
}
