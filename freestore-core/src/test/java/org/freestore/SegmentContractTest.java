// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The store as a `SegmentAllocator`.
@EveryOptionSet
class SegmentContractTest extends StoreContract {

  SegmentContractTest(OptionSet set) {
    super(set);
  }

  @Test
  void aSegmentHasTheSizeAndAlignmentThatWereAskedFor() {
    for (long size : someSizes()) {
      for (long alignment = 1; alignment <= 4096; alignment *= 4) {
        MemorySegment segment = store.allocate(size, alignment);
        assertEquals(size, segment.byteSize());
        assertEquals(0, segment.address() % alignment);
        assertThat(segment.isNative()).isTrue();
        segment.fill((byte) 7);
        store.free(segment);
      }
    }
    assertThat(walk()).isEmpty();
  }

  @Test
  void aSegmentHasBounds() {
    MemorySegment segment = store.allocate(100, 1);
    assertThatThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 100))
        .isInstanceOf(IndexOutOfBoundsException.class);
    store.free(segment);
  }

  @Test
  void aSegmentIsOfTheGlobalScopeAndOfEveryThread() throws Exception {
    MemorySegment segment = store.allocate(64);
    assertThat(segment.scope()).isEqualTo(Arena.global().scope());
    OtherThread.run(() -> segment.set(ValueLayout.JAVA_LONG, 8, 42));
    assertThat(segment.get(ValueLayout.JAVA_LONG, 8)).isEqualTo(42);
    OtherThread.run(() -> store.free(segment));
  }

  @Test
  void whatTheInterfaceAllocatesFromValuesHoldsThem() {
    MemorySegment text = store.allocateFrom("Grüße, 世界");
    assertThat(text.getString(0)).isEqualTo("Grüße, 世界");
    MemorySegment longs = store.allocateFrom(ValueLayout.JAVA_LONG, 1, 2, 3);
    assertThat(longs.toArray(ValueLayout.JAVA_LONG)).containsExactly(1, 2, 3);
    MemorySegment array = store.allocate(ValueLayout.JAVA_INT, 10);
    assertThat(array.byteSize()).isEqualTo(40);
    for (MemorySegment segment : List.of(text, longs, array)) {
      store.free(segment);
    }
    assertThat(walk()).isEmpty();
  }

  @Test
  void anEqualSegmentFreesTheBlock() {
    MemorySegment segment = store.allocate(1000, 8);
    store.free(MemorySegment.ofAddress(segment.address()).reinterpret(1000));
    assertThatThrownBy(() -> store.free(segment)).isInstanceOf(DoubleDeleteException.class);
  }

  @Test
  void aSegmentMayBeGivenTheLifetimeOfAnArenaAndFreedByItsEnd() {
    MemorySegment bound;
    try (Arena arena = Arena.ofConfined()) {
      bound = store.allocate(256, 8).reinterpret(arena, store::free);
      bound.set(ValueLayout.JAVA_LONG, 0, 1);
      assertThat(walk()).hasSize(1);
    }
    assertThat(walk()).isEmpty();
  }

  @Test
  void theNullSegmentIsFreedToNoEffect() {
    store.free(MemorySegment.NULL);
    assertThat(walk()).isEmpty();
  }
}
