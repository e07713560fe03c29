// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.freestore.fixture.Holder;
import org.freestore.fixture.HolderStruct;
import org.freestore.fixture.Spot;
import org.freestore.fixture.SpotStruct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Segments over objects and arrays.
class ViewsTest {
  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("views"));

  @AfterEach
  void theStoreIsIntactAndEmpty() {
    if (!store.isClosed()) {
      store.verify();
      assertThat(store.statistics().liveBlocks()).isZero();
      store.close();
    }
  }

  @Test
  void whatIsWrittenThroughASegmentIsReadThroughTheObject() {
    Spot spot = SpotStruct.createIn(store);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = SpotStruct.segment(spot, arena);
      assertThat(segment.byteSize()).isEqualTo(16);
      segment.set(ValueLayout.JAVA_INT, 0, 7);
      assertThat(spot.x()).isEqualTo(7);
      spot.y(9);
      assertThat(segment.get(ValueLayout.JAVA_LONG, 8)).isEqualTo(9);
    }
    FreeStore.delete(spot);
  }

  @Test
  void aStructWithPointersCanOnlyBeRead() {
    Holder holder = FreeStore.createIn(store, Holder.class);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = HolderStruct.segment(holder, arena);
      assertThat(segment.isReadOnly()).isTrue();
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> segment.set(ValueLayout.JAVA_LONG, 8, 1));
    }
    FreeStore.delete(holder);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5000})
  void theMemoryOfADeletedArrayIsKeptUntilItsSegmentsAreDead(int length) {
    IntArray numbers = IntArray.createIn(store, length);
    MemorySegment segment;
    try (Arena outer = Arena.ofConfined();
        Arena inner = Arena.ofConfined()) {
      segment = numbers.segment(outer);
      MemorySegment second = numbers.segment(inner);
      segment.setAtIndex(ValueLayout.JAVA_INT, length - 1, 42);
      FreeStore.deleteArray(numbers);
      assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(() -> numbers.get(0));
      assertThatExceptionOfType(UseAfterDeleteException.class)
          .isThrownBy(() -> numbers.segment(outer));
      assertThatExceptionOfType(DoubleDeleteException.class)
          .isThrownBy(() -> FreeStore.deleteArray(numbers));
      for (int i = 0; i < 100; i++) {
        IntArray other = IntArray.createIn(store, length);
        other.fill(-1);
        FreeStore.deleteArray(other);
      }
      assertThat(segment.getAtIndex(ValueLayout.JAVA_INT, length - 1)).isEqualTo(42);
      assertThat(second.getAtIndex(ValueLayout.JAVA_INT, length - 1)).isEqualTo(42);
    }
    assertThatIllegalStateException().isThrownBy(() -> segment.get(ValueLayout.JAVA_INT, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5000})
  void afterItsStoreIsClosedASegmentShowsNoOtherObject(int length) {
    IntArray numbers = IntArray.createIn(store, length);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = numbers.segment(arena);
      numbers.set(0, 11);
      store.close();
      try (FreeStore next = FreeStore.open()) {
        for (int i = 0; i < 5000; i++) {
          IntArray.createIn(next, length).fill(-1);
        }
        assertThat(segment.get(ValueLayout.JAVA_INT, 0)).isIn(0, 11);
      }
      assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(() -> numbers.get(0));
    }
  }

  @Test
  void anAutomaticArrayThatASegmentShowsEndsWithItsScopeAllTheSame() {
    try (Arena arena = Arena.ofConfined()) {
      IntArray numbers;
      MemorySegment segment;
      try (AutoScope scope = AutoScope.openIn(store, null)) {
        numbers = IntArray.createIn(scope, 4);
        segment = numbers.segment(arena);
        numbers.set(3, 3);
      }
      assertThat(numbers.isAlive()).isFalse();
      assertThat(segment.getAtIndex(ValueLayout.JAVA_INT, 3)).isEqualTo(3);
    }
  }

  @Test
  void aSharedObjectThatASegmentShowsIsKeptWithItsCounts() {
    try (Arena arena = Arena.ofConfined()) {
      Shared<Spot> owner = Shared.makeIn(store, Spot.class);
      Weak<Spot> weak = owner.weak();
      MemorySegment segment = SpotStruct.segment(owner.get(), arena);
      owner.get().x(8);
      owner.close();
      assertThat(weak.lock()).isNull();
      weak.close();
      assertThat(segment.get(ValueLayout.JAVA_INT, 0)).isEqualTo(8);
    }
  }

  @Test
  void aClosedArenaGetsNone() {
    IntArray numbers = IntArray.createIn(store, 3);
    List<Arena> closed = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      closed.add(arena);
    }
    assertThatIllegalStateException().isThrownBy(() -> numbers.segment(closed.getFirst()));
    FreeStore.deleteArray(numbers);
  }
}
