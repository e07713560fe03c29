// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.freestore.region.Region;
import org.junit.jupiter.api.Test;

/// Goes through every size, every class, every alignment and every offset in every slab.
class SizeClassesTest {
  private static final int LARGEST = (int) SizeClasses.LARGEST_BLOCK_BYTES;

  private static int[] blockBytesOfEveryClass() {
    return IntStream.range(0, SizeClasses.COUNT).map(SizeClasses::blockBytes).toArray();
  }

  @Test
  void everySizeGetsTheSmallestBlocksThatHoldIt() {
    int[] blockBytes = blockBytesOfEveryClass();
    int expected = 0;
    for (int size = 0; size <= LARGEST; size++) {
      if (size > blockBytes[expected]) {
        expected++;
      }
      assertEquals(expected, SizeClasses.of(size));
    }
    assertEquals(SizeClasses.COUNT - 1, expected);
  }

  @Test
  void classesUpTo128BytesAreEveryMultipleOf8() {
    assertThat(blockBytesOfEveryClass())
        .startsWith(IntStream.rangeClosed(1, 16).map(i -> 8 * i).toArray());
  }

  @Test
  void classesAbove128BytesAreAtMostAnEighthApartAndMultiplesOf16() {
    int[] blockBytes = blockBytesOfEveryClass();
    for (int sizeClass = 16; sizeClass < SizeClasses.COUNT; sizeClass++) {
      int smaller = blockBytes[sizeClass - 1];
      assertThat(blockBytes[sizeClass]).isGreaterThan(smaller);
      assertThat(8L * (blockBytes[sizeClass] - smaller)).isLessThanOrEqualTo(smaller);
      assertThat(blockBytes[sizeClass] % 16).isZero();
    }
    assertThat(blockBytes[SizeClasses.COUNT - 1]).isEqualTo(LARGEST);
  }

  @Test
  void theTableOfTheDocumentationIsTrue() {
    int[][] rows = {
      {0, 15, 8, 128, 8192, 512}, {16, 55, 144, 4096, 455, 16}, {56, 87, 4608, 65536, 14, 1}
    };
    for (int[] row : rows) {
      assertThat(SizeClasses.blockBytes(row[0])).isEqualTo(row[2]);
      assertThat(SizeClasses.blockBytes(row[1])).isEqualTo(row[3]);
      assertThat(SizeClasses.capacity(row[0])).isEqualTo(row[4]);
      assertThat(SizeClasses.capacity(row[1])).isEqualTo(row[5]);
    }
    assertThat(rows[2][1]).isEqualTo(SizeClasses.COUNT - 1);
  }

  @Test
  void theCapacityIsAllThatFitsInASlab() {
    for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
      long blockBytes = SizeClasses.blockBytes(sizeClass);
      long capacity = SizeClasses.capacity(sizeClass);
      assertThat(capacity * blockBytes).isLessThanOrEqualTo(Region.GRANULE_BYTES);
      assertThat((capacity + 1) * blockBytes).isGreaterThan(Region.GRANULE_BYTES);
    }
  }

  @Test
  void theCoarseClassOfAClassHoldsItsBlocksAndStandsForItself() {
    int previous = 0;
    for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
      int coarse = SizeClasses.coarse(sizeClass);
      assertThat(coarse).isBetween(sizeClass, SizeClasses.COUNT - 1);
      assertThat(coarse).isGreaterThanOrEqualTo(previous);
      assertThat(SizeClasses.coarse(coarse)).isEqualTo(coarse);
      assertThat(SizeClasses.blockBytes(coarse))
          .isLessThanOrEqualTo(Math.max(2 * SizeClasses.blockBytes(sizeClass), 16));
      previous = coarse;
    }
  }

  @Test
  void aBlockOfTheCoarseClassIsAlignedAtLeastAsWell() {
    for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
      long fine = Integer.lowestOneBit(SizeClasses.blockBytes(sizeClass));
      long coarse = Integer.lowestOneBit(SizeClasses.blockBytes(SizeClasses.coarse(sizeClass)));
      assertThat(coarse).isGreaterThanOrEqualTo(fine);
    }
  }

  @Test
  void thereAreTwoCoarseClassesToTheDoubling() {
    for (long bytes = 256; bytes < LARGEST; bytes *= 2) {
      assertThat(SizeClasses.coarse(SizeClasses.of(bytes + 1)))
          .isEqualTo(SizeClasses.of(bytes * 3 / 2));
      assertThat(SizeClasses.coarse(SizeClasses.of(bytes * 3 / 2 + 1)))
          .isEqualTo(SizeClasses.of(2 * bytes));
    }
  }

  @Test
  void everySizeAndAlignmentGetsTheSmallestClassWhoseSizeIsAMultiple() {
    int[] blockBytes = blockBytesOfEveryClass();
    for (long alignment = 1; alignment <= LARGEST; alignment *= 2) {
      int expected = 0;
      for (int size = 0; size <= LARGEST; size++) {
        while (blockBytes[expected] < size || blockBytes[expected] % alignment != 0) {
          expected++;
        }
        assertEquals(expected, SizeClasses.of(size, alignment));
      }
    }
  }

  @Test
  void aMultipleOf16IsAlignedTo16WithoutAsking() {
    for (int size = 16; size <= LARGEST; size += 16) {
      assertEquals(0, SizeClasses.blockBytes(SizeClasses.of(size)) % 16);
    }
    for (int size = 129; size <= LARGEST; size++) {
      assertEquals(0, SizeClasses.blockBytes(SizeClasses.of(size)) % 16);
    }
  }

  @Test
  void noClassServesLargerSizesOrAlignments() {
    for (int bit = 17; bit < Long.SIZE - 1; bit++) {
      assertThat(SizeClasses.of(1L << bit, 1)).isEqualTo(-1);
      assertThat(SizeClasses.of(1, 1L << bit)).isEqualTo(-1);
    }
    assertThat(SizeClasses.of(LARGEST + 1L, 1)).isEqualTo(-1);
    assertThat(SizeClasses.of(Long.MAX_VALUE, 1)).isEqualTo(-1);
  }

  @Test
  void everyOffsetInEverySlabIsDividedExactly() {
    for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
      int blockBytes = SizeClasses.blockBytes(sizeClass);
      long reciprocal = SizeClasses.reciprocal(sizeClass);
      for (int offset = 0; offset < Region.GRANULE_BYTES; offset++) {
        long product = offset * reciprocal;
        assertTrue(product >>> SizeClasses.RECIPROCAL_SHIFT == offset / blockBytes);
        assertTrue(SizeClasses.isMultiple(product, reciprocal) == (offset % blockBytes == 0));
      }
    }
  }

  @Test
  void nothingIsAMultipleOfWhatIsNoSlabClass() {
    for (int noClass = SizeClasses.TOTAL_COUNT; noClass <= SlabWord.LARGE; noClass++) {
      assertThat(SizeClasses.reciprocal(noClass)).isZero();
      assertThat(SizeClasses.isMultiple(0, SizeClasses.reciprocal(noClass))).isFalse();
    }
  }
}
