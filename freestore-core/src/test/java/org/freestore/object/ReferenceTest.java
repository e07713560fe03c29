// SPDX-License-Identifier: Apache-2.0
package org.freestore.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.freestore.memory.Memory;
import org.freestore.region.MainWindow;
import org.freestore.region.Region;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  private static final long MOST_GENERATIONS = (1L << 24) - 1;
  private static final long WINDOW_BYTES =
      (long) MainWindow.WINDOW.granuleCount() << Region.GRANULE_SHIFT;
  private static final long[] OFFSETS = {
    0, 8, 16, 24, 1024, Region.GRANULE_BYTES - 8, Region.GRANULE_BYTES, WINDOW_BYTES - 8
  };

  @Test
  void everySlotAndGenerationComesBackAsItWasPut() {
    for (long offset : OFFSETS) {
      for (long generation : new long[] {1, 2, 0x80_0000, MOST_GENERATIONS - 1, MOST_GENERATIONS}) {
        long reference = Reference.of(MainWindow.BASE + offset, generation);
        assertEquals(MainWindow.BASE + offset, Reference.address(reference));
        assertEquals(generation, Reference.generation(reference));
      }
    }
  }

  @Test
  void theFieldsAreWhereTheDocumentationSays() {
    long reference = Reference.of(MainWindow.BASE + 8 * 0x12_3456L, 0xab_cdef);
    assertThat(reference).isEqualTo(0xabcdef_00_0012_3456L);
  }

  @Test
  void theNextGenerationHasTheSameSlot() {
    long reference = Reference.of(MainWindow.BASE + 4096, 7);
    long next = reference + Reference.ONE_GENERATION;
    assertThat(Reference.generation(next)).isEqualTo(8);
    assertThat(Reference.address(next)).isEqualTo(Reference.address(reference));
  }

  @Test
  void nullIsNoReferenceOfAnyGeneration() {
    assertThat(Reference.of(MainWindow.BASE, 1)).isNotZero();
    assertThat(Reference.generation(0)).isZero();
  }

  @Test
  void theLastGenerationIsTheGreatestUnlessATestSaysOtherwise() {
    assertThat(System.getProperty(Reference.LAST_GENERATION_PROPERTY)).isNull();
    assertThat(Reference.LAST_GENERATION).isEqualTo(MOST_GENERATIONS);
  }

  /// An object at the reference's slot, and what an access reads of it before it knows better.
  @Test
  void whateverTheBitsWhatTheyReferToIsReadableToTheEndOfTheLargestObject() {
    SplittableRandom random = new SplittableRandom(11);
    long sum = 0;
    for (int i = 0; i < 10_000; i++) {
      long address = Reference.address(random.nextLong());
      assertTrue(address >= MainWindow.BASE && address - MainWindow.BASE < WINDOW_BYTES);
      sum += Memory.getLong(address) + Memory.getLong(address + 1016);
    }
    for (long bits : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      sum +=
          Memory.getLong(Reference.address(bits)) + Memory.getLong(Reference.address(bits) + 1024);
    }
    assertThat(sum).isNotEqualTo(1);
  }

  @Test
  void aReferenceToWhatWasNeverWrittenIsStale() {
    long reference = Reference.of(MainWindow.BASE + WINDOW_BYTES - 8, 1);
    assertThat(Reference.isStale(reference)).isTrue();
    assertThat(Reference.header(reference)).isZero();
  }
}
