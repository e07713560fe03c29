// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.freestore.OtherThread.Work;
import org.freestore.memory.Memory;
import org.junit.jupiter.api.Test;

/// `java.lang.foreign.Arena`'s contract, kept by pooled arenas.
@EveryOptionSet
class ArenaContractTest extends StoreContract {

  ArenaContractTest(OptionSet set) {
    super(set);
  }

  private List<Arena> oneOfEachKind() {
    return List.of(store.arena(), store.sharedArena());
  }

  private void assertEverythingIsBack() {
    assertThat(walk()).isEmpty();
    store.verify();
  }

  @Test
  void segmentsOfEverySizeAreZeroAlignedDisjointAndOfTheirSize() {
    for (Arena arena : oneOfEachKind()) {
      try (arena) {
        SplittableRandom random = new SplittableRandom(1);
        TreeMap<Long, Long> ends = new TreeMap<>();
        for (int i = 0; i < 600; i++) {
          long size = random.nextLong(1L << random.nextInt(1, 17));
          long alignment = 1L << random.nextInt(14);
          MemorySegment segment = arena.allocate(size, alignment);
          assertEquals(size, segment.byteSize());
          assertEquals(0, segment.address() % alignment);
          assertEquals(-1, Memory.mismatch(segment.address(), size, (byte) 0));
          segment.fill((byte) 0xff);
          Map.Entry<Long, Long> below = ends.lowerEntry(segment.address() + Math.max(size, 1));
          assertTrue(below == null || below.getValue() <= segment.address());
          ends.put(segment.address(), segment.address() + size);
        }
      }
    }
    assertEverythingIsBack();
  }

  @Test
  void memoryThatWasUsedBeforeIsZeroAgain() {
    for (int round = 0; round < 4; round++) {
      try (Arena arena = store.arena()) {
        for (long size : someSizes()) {
          MemorySegment segment = arena.allocate(size);
          assertEquals(-1, Memory.mismatch(segment.address(), size, (byte) 0));
          segment.fill((byte) 0xff);
        }
      }
    }
    assertEverythingIsBack();
  }

  @Test
  void aSegmentIsDeadOnceItsArenaIsClosed() {
    for (Arena arena : oneOfEachKind()) {
      MemorySegment small = arena.allocate(8);
      MemorySegment large = arena.allocate(100_000);
      assertThat(arena.scope().isAlive()).isTrue();
      assertThat(small.scope()).isEqualTo(arena.scope());
      arena.close();
      assertThat(arena.scope().isAlive()).isFalse();
      for (MemorySegment segment : List.of(small, large)) {
        assertThat(segment.scope().isAlive()).isFalse();
        assertThatThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 0))
            .isInstanceOf(IllegalStateException.class);
      }
    }
    assertEverythingIsBack();
  }

  @Test
  void aClosedArenaAllocatesNothingAndCannotBeClosedAgain() {
    for (Arena arena : oneOfEachKind()) {
      arena.allocate(16);
      arena.close();
      assertThatThrownBy(() -> arena.allocate(16)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> arena.allocate(100_000)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(arena::close).isInstanceOf(IllegalStateException.class);
    }
    assertEverythingIsBack();
  }

  @Test
  void aConfinedArenaIsItsThreadsAlone() throws Exception {
    try (Arena arena = store.arena()) {
      MemorySegment segment = arena.allocate(64);
      OtherThread.run(() -> {
        assertThatThrownBy(() -> segment.get(ValueLayout.JAVA_LONG, 0))
            .isInstanceOf(WrongThreadException.class);
        assertThatThrownBy(() -> arena.allocate(64)).isInstanceOf(WrongThreadException.class);
        assertThatThrownBy(arena::close).isInstanceOf(WrongThreadException.class);
      });
      segment.set(ValueLayout.JAVA_LONG, 0, 1);
      assertThat(segment.isAccessibleBy(Thread.currentThread())).isTrue();
      assertThat(segment.isAccessibleBy(new Thread())).isFalse();
    }
    assertEverythingIsBack();
  }

  @Test
  void aSharedArenaIsEverybodys() throws Exception {
    ConcurrentLinkedQueue<MemorySegment> segments = new ConcurrentLinkedQueue<>();
    Arena arena = store.sharedArena();
    List<Work> works = new ArrayList<>();
    for (int thread = 0; thread < 3; thread++) {
      byte mark = (byte) (thread + 1);
      works.add(() -> {
        for (int i = 0; i < 300; i++) {
          MemorySegment segment = arena.allocate(i * 7L + 1, 8);
          segment.fill(mark);
          segments.add(segment);
        }
      });
    }
    OtherThread.runAll(Thread.ofPlatform(), works);
    for (MemorySegment segment : segments) {
      byte mark = segment.get(ValueLayout.JAVA_BYTE, 0);
      assertEquals(-1, Memory.mismatch(segment.address(), segment.byteSize(), mark));
    }
    OtherThread.run(arena::close);
    assertEverythingIsBack();
  }

  @Test
  void sizesAndAlignmentsThatCannotBeAreRefused() {
    for (Arena arena : oneOfEachKind()) {
      try (arena) {
        assertThatThrownBy(() -> arena.allocate(-1, 8))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("byteSize=-1");
        for (long alignment : new long[] {0, -8, 3, 24, Long.MIN_VALUE}) {
          assertThatThrownBy(() -> arena.allocate(8, alignment))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("byteAlignment=" + alignment);
        }
        assertThatThrownBy(() -> arena.allocate(1L << 60, 8))
            .isInstanceOf(OutOfFreeStoreException.class);
        arena.allocate(8, 8).fill((byte) 1);
      }
    }
    assertEverythingIsBack();
  }

  @Test
  void stringsAndArraysAreCopiedIntoTheArena() {
    try (Arena arena = store.arena()) {
      String text = "x".repeat(3_000) + "é";
      assertThat(arena.allocateFrom(text).getString(0)).isEqualTo(text);
      assertThat(arena.allocateFrom("").byteSize()).isEqualTo(1);
      double[] doubles = {1.5, -2, Double.NaN};
      assertThat(
              arena.allocateFrom(ValueLayout.JAVA_DOUBLE, doubles).toArray(ValueLayout.JAVA_DOUBLE))
          .containsExactly(doubles);
    }
    assertEverythingIsBack();
  }

  @Test
  void manySmallSegmentsShareFewBlocks() {
    try (Arena arena = store.arena()) {
      for (int i = 0; i < 1_000; i++) {
        arena.allocate(32, 8);
      }
      assertThat(walk().size()).isLessThan(20);
    }
  }

  @Test
  void arenasInArenasAndOutOfOrderAreIndependent() {
    Arena first = store.arena();
    Arena second = store.arena();
    MemorySegment inFirst = first.allocate(100);
    MemorySegment inSecond = second.allocate(100);
    inSecond.fill((byte) 2);
    first.close();
    assertThat(inFirst.scope().isAlive()).isFalse();
    assertEquals(-1, Memory.mismatch(inSecond.address(), 100, (byte) 2));
    second.close();
    assertEverythingIsBack();
  }

  @Test
  void anArenaOfAClosedStoreIsNoLongerOfUse() {
    Arena before = store.arena();
    before.allocate(16);
    store.close();
    assertThatThrownBy(() -> before.allocate(16)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> before.allocate(100_000)).isInstanceOf(IllegalStateException.class);
    before.close();
    assertThatThrownBy(store::arena)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("store is closed: name=" + set.name());
    assertThatThrownBy(store::sharedArena).isInstanceOf(IllegalStateException.class);
  }
}
