// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_CHAR;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_16LE;
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

  private List<StoreArena> oneOfEachKind() {
    return List.of(store.arena(), store.sharedArena(), store.recyclingArena());
  }

  private void assertEverythingIsBack() {
    store.trim(); // ends the batches of recycling arenas
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
    for (Arena arena : List.of(store.arena(), store.sharedArena())) {
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
    assertIsEverybodys(store.sharedArena());
  }

  @Test
  void aRecyclingArenaIsEverybodys() throws Exception {
    assertIsEverybodys(store.recyclingArena());
  }

  private void assertIsEverybodys(Arena arena) throws Exception {
    ConcurrentLinkedQueue<MemorySegment> segments = new ConcurrentLinkedQueue<>();
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
    for (Arena arena : oneOfEachKind()) {
      try (arena) {
        dirty(arena);
        String text = "x".repeat(3_000) + "é";
        assertThat(arena.allocateFrom(text).getString(0)).isEqualTo(text);
        assertThat(arena.allocateFrom("plain").byteSize()).isEqualTo(6);
        assertThat(arena.allocateFrom("").byteSize()).isEqualTo(1);
        assertThat(arena.allocateFrom("aé", UTF_16LE).getString(0, UTF_16LE)).isEqualTo("aé");
        double[] doubles = {1.5, -2, Double.NaN};
        MemorySegment copy = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, doubles);
        assertThat(copy.toArray(ValueLayout.JAVA_DOUBLE)).containsExactly(doubles);
        MemorySegment part =
            arena.allocateFrom(ValueLayout.JAVA_DOUBLE, copy, ValueLayout.JAVA_DOUBLE, 8, 2);
        assertThat(part.toArray(ValueLayout.JAVA_DOUBLE)).containsExactly(-2, Double.NaN);
      }
    }
    assertEverythingIsBack();
  }

  @Test
  void valuesOfEveryLayoutAreCopiedIntoTheArena() {
    for (Arena arena : oneOfEachKind()) {
      try (arena) {
        dirty(arena);
        assertThat(arena.allocateFrom(JAVA_BYTE, (byte) 1).get(JAVA_BYTE, 0)).isEqualTo((byte) 1);
        assertThat(arena.allocateFrom(JAVA_CHAR, 'c').get(JAVA_CHAR, 0)).isEqualTo('c');
        assertThat(arena.allocateFrom(JAVA_SHORT, (short) 2).get(JAVA_SHORT, 0))
            .isEqualTo((short) 2);
        assertThat(arena.allocateFrom(JAVA_INT, 3).get(JAVA_INT, 0)).isEqualTo(3);
        assertThat(arena.allocateFrom(JAVA_LONG, 4).get(JAVA_LONG, 0)).isEqualTo(4);
        assertThat(arena.allocateFrom(JAVA_FLOAT, 5f).get(JAVA_FLOAT, 0)).isEqualTo(5f);
        assertThat(arena.allocateFrom(JAVA_DOUBLE, 6d).get(JAVA_DOUBLE, 0)).isEqualTo(6d);
        MemorySegment target = arena.allocate(8);
        assertThat(arena.allocateFrom(ADDRESS, target).get(ADDRESS, 0).address())
            .isEqualTo(target.address());
      }
    }
    assertEverythingIsBack();
  }

  /// Leaves memory behind, for what the arena cuts next, whose bytes are not zero.
  private void dirty(Arena other) {
    try (Arena arena = store.arena()) {
      arena.allocate(4096).fill((byte) 0xff);
    }
    other.allocate(512).fill((byte) 0xff);
  }

  @Test
  void unzeroedSegmentsAreAlignedDisjointAndOfTheirSize() {
    for (StoreArena arena : oneOfEachKind()) {
      try (arena) {
        List<MemorySegment> segments = new ArrayList<>();
        for (long size : someSizes()) {
          MemorySegment segment = arena.allocateUnzeroed(size, 64);
          assertEquals(size, segment.byteSize());
          assertEquals(0, segment.address() % 64);
          assertThat(segments).allMatch(other -> other.asOverlappingSlice(segment).isEmpty());
          segments.add(segment);
        }
        assertThat(arena.allocateUnzeroed(JAVA_LONG).byteSize()).isEqualTo(8);
        assertThatThrownBy(() -> arena.allocateUnzeroed(-1, 8))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
    assertEverythingIsBack();
  }

  @Test
  void largestAlignmentsAndSizesAtTheEndOfAChunkAreServed() {
    for (Arena arena : oneOfEachKind()) {
      try (arena) {
        for (int alignmentShift = 0; alignmentShift < 17; alignmentShift++) {
          for (long size : new long[] {0, 1, 7, 8, 1023, 1024, 1025, 4095, 4096, 4097}) {
            MemorySegment segment = arena.allocate(size, 1L << alignmentShift);
            assertEquals(0, segment.address() % (1L << alignmentShift));
            assertEquals(-1, Memory.mismatch(segment.address(), size, (byte) 0));
            segment.fill((byte) 0xff);
          }
        }
      }
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
    assertThatThrownBy(store::recyclingArena).isInstanceOf(IllegalStateException.class);
  }
}
