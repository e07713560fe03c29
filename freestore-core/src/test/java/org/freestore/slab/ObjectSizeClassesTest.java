// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.freestore.region.Region;
import org.junit.jupiter.api.Test;

/// Goes through every size and alignment of objects, and every offset in every slab of them.
class ObjectSizeClassesTest {
  private static final int LARGEST = SizeClasses.LARGEST_OBJECT_BYTES;

  private static IntStream classes() {
    return IntStream.range(SizeClasses.COUNT, SizeClasses.TOTAL_COUNT);
  }

  @Test
  void theTableOfTheDocumentationIsTrue() {
    assertThat(classes().count()).isEqualTo(39);
    assertThat(SizeClasses.blockBytes(88)).isEqualTo(16);
    assertThat(SizeClasses.blockBytes(102)).isEqualTo(128);
    assertThat(SizeClasses.blockBytes(103)).isEqualTo(144);
    assertThat(SizeClasses.blockBytes(126)).isEqualTo(LARGEST);
    assertThat(SizeClasses.TOTAL_COUNT).isEqualTo(127).isLessThanOrEqualTo(SlabWord.LARGE);
  }

  @Test
  void theyHaveTheSizesOfTheClassesOfRawBlocksFrom16BytesOn() {
    int[] raw = IntStream.range(1, 40).map(SizeClasses::blockBytes).toArray();
    assertThat(classes().map(SizeClasses::blockBytes).toArray()).containsExactly(raw);
  }

  @Test
  void onlyTheyAreOfObjects() {
    for (int sizeClass = 0; sizeClass < SizeClasses.TOTAL_COUNT; sizeClass++) {
      assertEquals(sizeClass >= SizeClasses.COUNT, SizeClasses.isOfObjects(sizeClass));
    }
  }

  @Test
  void everySizeAndAlignmentGetsTheSmallestBlocksThatHoldIt() {
    for (int alignment = 1; alignment <= LARGEST; alignment *= 2) {
      for (int size = 0; size <= LARGEST; size++) {
        assertEquals(smallest(size, alignment), SizeClasses.ofObject(size, alignment));
      }
    }
  }

  private static int smallest(int size, int alignment) {
    return classes()
        .filter(c -> SizeClasses.blockBytes(c) >= size)
        .filter(c -> SizeClasses.blockBytes(c) % alignment == 0)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void noMoreThanAnEighthIsLostToRounding() {
    for (int size = 16; size <= LARGEST; size += 8) {
      int block = SizeClasses.blockBytes(SizeClasses.ofObject(size, 8));
      assertTrue(8 * (block - size) <= size);
    }
  }

  @Test
  void everyOffsetInEverySlabIsDividedExactly() {
    classes().forEach(ObjectSizeClassesTest::divideEveryOffset);
  }

  private static void divideEveryOffset(int sizeClass) {
    int block = SizeClasses.blockBytes(sizeClass);
    long word = SlabWord.of(1, sizeClass, 0);
    for (int offset = 0; offset < Region.GRANULE_BYTES; offset++) {
      long expected = offset % block == 0 ? offset / block : -1;
      assertEquals(expected, Slab.stateOffset(word, offset));
    }
  }
}
