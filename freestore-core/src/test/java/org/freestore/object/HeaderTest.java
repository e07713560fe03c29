// SPDX-License-Identifier: Apache-2.0
package org.freestore.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.freestore.region.MainWindow;
import org.freestore.slab.SizeClasses;
import org.junit.jupiter.api.Test;

class HeaderTest {
  private static final int LARGEST_TYPE = Header.MOST_TYPES - 1;
  private static final int[] TYPES = {0, 1, 64, 0x5_5555, LARGEST_TYPE};
  private static final int[] SIZE_CLASSES = {SizeClasses.COUNT, 100, SizeClasses.TOTAL_COUNT - 1};
  private static final long[] GENERATIONS = {1, 2, 0x55_5555, 0xff_fffe, 0xff_ffff};
  private static final long[] FLAGS = {
    Header.TRIVIAL, Header.VIEWED, Header.COUNTED, Header.INDIRECT, Header.POINTERS
  };
  private static final int[] STATES = {
    Header.FREE, Header.LIVE, Header.DESTROYING, Header.REMOTE, Header.RETIRED, Header.DETAINED
  };

  private static long allFlags() {
    long all = 0;
    for (long flag : FLAGS) {
      all |= flag;
    }
    return all;
  }

  private static long header(long generation, int type, Kind kind, int sizeClass, long flags) {
    return generation << Reference.GENERATION_SHIFT | Header.live(type, kind, sizeClass, flags);
  }

  private static long reference(long generation) {
    return Reference.of(MainWindow.BASE + 64, generation);
  }

  @Test
  void everyFieldComesBackAsItWasPutWhateverTheOthers() {
    for (long generation : GENERATIONS) {
      for (int type : TYPES) {
        for (Kind kind : Kind.values()) {
          for (int sizeClass : SIZE_CLASSES) {
            for (long flags : new long[] {0, Header.TRIVIAL, allFlags()}) {
              long header = header(generation, type, kind, sizeClass, flags);
              assertFields(header, generation, type, kind, sizeClass, flags, Header.LIVE);
            }
          }
        }
      }
    }
  }

  private static void assertFields(
      long header, long generation, int type, Kind kind, int sizeClass, long flags, int state) {
    assertEquals(generation, Reference.generation(header));
    assertEquals(type, Header.type(header));
    assertEquals(kind, Header.kind(header));
    assertEquals(sizeClass, Header.sizeClass(header));
    assertEquals(state, Header.state(header));
    for (long flag : FLAGS) {
      assertEquals((flags & flag) != 0, Header.has(header, flag));
    }
  }

  @Test
  void changingOneFieldLeavesTheOthers() {
    for (int type : TYPES) {
      long header = header(0xff_ffff, LARGEST_TYPE, Kind.CONTROL, 126, allFlags());
      assertFields(
          Header.withType(header, type),
          0xff_ffff,
          type,
          Kind.CONTROL,
          126,
          allFlags(),
          Header.LIVE);
    }
    for (Kind kind : Kind.values()) {
      long header = header(1, 7, Kind.OBJECT, 88, Header.TRIVIAL);
      assertFields(Header.withKind(header, kind), 1, 7, kind, 88, Header.TRIVIAL, Header.LIVE);
    }
    for (int state : STATES) {
      long header = header(1, LARGEST_TYPE, Kind.TEXT, 126, Header.VIEWED);
      assertFields(
          Header.withState(header, state), 1, LARGEST_TYPE, Kind.TEXT, 126, Header.VIEWED, state);
    }
  }

  @Test
  void aFreedBlockKeepsTypeKindAndClassAndLosesTheFlags() {
    for (long flags : new long[] {0, Header.TRIVIAL, allFlags()}) {
      long header = header(41, 99, Kind.ARRAY, 111, flags);
      assertFields(Header.freed(header, Header.REMOTE), 42, 99, Kind.ARRAY, 111, 0, Header.REMOTE);
    }
  }

  @Test
  void theFastPathsHeaderOfAFreedBlockIsTheSlowPaths() {
    for (long generation : GENERATIONS) {
      long live = Header.live(64, Kind.OBJECT, 100, Header.TRIVIAL);
      long header = generation << Reference.GENERATION_SHIFT | live;
      long next = reference(generation) + Reference.ONE_GENERATION;
      assertEquals(
          Header.freed(header, Header.FREE),
          (next & Reference.GENERATION_MASK) | Header.freedBits(live));
    }
  }

  @Test
  void onlyALiveTrivialObjectOfTheGenerationIsPlain() {
    long plain = header(5, 64, Kind.AUTOMATIC, 100, Header.TRIVIAL);
    assertTrue(Header.isPlain(plain, reference(5)));
    assertFalse(Header.isPlain(plain, reference(4)));
    assertFalse(Header.isPlain(plain, reference(6)));
    assertFalse(Header.isPlain(plain & ~Header.TRIVIAL, reference(5)));
    for (long flag : new long[] {Header.VIEWED, Header.COUNTED, Header.INDIRECT}) {
      assertFalse(Header.isPlain(plain | flag, reference(5)));
    }
    for (int state : STATES) {
      assertEquals(
          state == Header.LIVE, Header.isPlain(Header.withState(plain, state), reference(5)));
    }
  }

  @Test
  void aHeaderIsAReferencesIfTheGenerationsAreEqual() {
    for (long generation : GENERATIONS) {
      for (long other : GENERATIONS) {
        long header = header(generation, LARGEST_TYPE, Kind.CONTROL, 126, allFlags());
        assertEquals(generation == other, Header.isOf(header, reference(other)));
      }
    }
  }

  @Test
  void memoryOfZerosIsNoObjectOfAnyReference() {
    assertThat(Header.kind(0)).isEqualTo(Kind.NONE);
    assertThat(STATES).doesNotContain(Header.state(0));
    assertThat(Header.isOf(0, reference(1))).isFalse();
  }

  @Test
  void aBlockThatIsUsedUpIsNobodys() {
    long retired = ObjectSlab.retiredHeader(header(0xff_ffff, 64, Kind.OBJECT, 100, allFlags()));
    assertThat(Reference.generation(retired)).isZero();
    assertThat(Header.state(retired)).isEqualTo(Header.RETIRED);
    assertThat(Header.isOf(retired, reference(0xff_ffff))).isFalse();
  }
}
