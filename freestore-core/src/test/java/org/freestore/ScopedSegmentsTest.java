// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.freestore.fixture.Spot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Segments of a scope.
class ScopedSegmentsTest {
  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("scoped"));

  @AfterEach
  void theStoreIsIntactAndEmpty() {
    if (!store.isClosed()) {
      store.verify();
      assertThat(store.statistics().liveBlocks()).isZero();
      store.close();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 40, 5000, 1 << 20})
  void aSegmentIsZeroedAndDiesWithTheScope(long byteSize) {
    long dirty = store.malloc(byteSize);
    MemorySegment.ofAddress(dirty).reinterpret(byteSize).fill((byte) 1);
    store.free(dirty);
    MemorySegment segment;
    try (AutoScope scope = AutoScope.openIn(store, "segments")) {
      segment = scope.allocate(byteSize, 64);
      assertThat(segment.address() % 64).isZero();
      assertThat(segment.mismatch(MemorySegment.ofArray(new byte[(int) byteSize]))).isEqualTo(-1);
      segment.fill((byte) 3);
    }
    assertThatIllegalStateException().isThrownBy(() -> segment.fill((byte) 1));
  }

  @Test
  void segmentsAndObjectsEndInReverseOrder() {
    try (AutoScope scope = AutoScope.openIn(store, null)) {
      MemorySegment first = scope.allocateFrom(ValueLayout.JAVA_LONG, 5);
      Spot spot = scope.create(Spot.class);
      try (AutoScope inner = AutoScope.openIn(store, null)) {
        MemorySegment outlives = scope.allocateFrom(ValueLayout.JAVA_LONG, 6);
        MemorySegment second = inner.allocateFrom("text");
        assertThat(second.getString(0)).isEqualTo("text");
        assertThat(outlives.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(6);
      }
      assertThat(first.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(5);
      assertThat(spot.x()).isZero();
    }
  }

  @Test
  void onlyItsThreadMayUseIt() {
    try (AutoScope scope = AutoScope.openIn(store, null)) {
      MemorySegment segment = scope.allocate(8, 8);
      assertThatThrownBy(() -> OtherThread.run(() -> segment.fill((byte) 1)))
          .hasCauseInstanceOf(WrongThreadException.class);
      assertThatThrownBy(() -> OtherThread.run(() -> scope.allocate(8, 8)))
          .hasCauseInstanceOf(WrongThreadException.class);
    }
  }

  @Test
  void whatCannotBeAllocatedLeavesNothing() {
    try (AutoScope scope = AutoScope.openIn(store, null)) {
      assertThatIllegalArgumentException().isThrownBy(() -> scope.allocate(-1, 8));
      assertThatIllegalArgumentException().isThrownBy(() -> scope.allocate(8, 6));
      assertThatExceptionOfType(OutOfFreeStoreException.class)
          .isThrownBy(() -> scope.allocate(1L << 60, 8));
      scope.allocate(8, 8).fill((byte) 1);
    }
  }

  @Test
  void aSegmentCannotBeFreedAndAfterTheScopeNotBeAllocated() {
    AutoScope scope = AutoScope.openIn(store, null);
    MemorySegment segment = scope.allocate(8, 8);
    assertThatIllegalArgumentException().isThrownBy(() -> store.free(segment));
    scope.close();
    assertThatIllegalStateException().isThrownBy(() -> scope.allocate(8, 8));
  }

  @Test
  void afterTheStoreIsClosedTheSegmentIsDeadAsSoonAsTheScopeIsClosed() {
    AutoScope scope = AutoScope.openIn(store, null);
    MemorySegment segment = scope.allocate(8, 8);
    store.close();
    scope.close();
    assertThatIllegalStateException().isThrownBy(() -> segment.fill((byte) 1));
  }
}
