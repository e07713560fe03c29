// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import org.freestore.region.Region;
import org.freestore.region.Window;
import org.junit.jupiter.api.Test;

/// The fields of the map's words hold every value they may have, and do not touch each other.
class SlabWordTest {
  private static final long UNIT_BYTES = 64;
  private static final long[] TABLE_OFFSETS = {
    0, UNIT_BYTES, 0x5_5555_5540L, Window.MOST_BYTES / 8 - UNIT_BYTES
  };
  private static final int[] OWNERS = {0, 1, 0x2a_aaaa, 0x155_5555, SlabWord.LARGEST_OWNER};

  @Test
  void everyFieldIsReadBackWhateverTheOthersHold() {
    for (int owner : OWNERS) {
      for (int sizeClass = 0; sizeClass <= SlabWord.LARGE; sizeClass++) {
        for (long tableOffset : TABLE_OFFSETS) {
          long word = SlabWord.of(owner, sizeClass, tableOffset);
          assertEquals(owner, SlabWord.owner(word));
          assertEquals(sizeClass, SlabWord.sizeClass(word));
          assertEquals(tableOffset, SlabWord.tableOffset(word));
          assertEquals(SlabWord.magazineSlot(owner, sizeClass), SlabWord.magazineSlot(word));
        }
      }
    }
  }

  @Test
  void everyBitBelongsToExactlyOneField() {
    for (int bit = 0; bit < Long.SIZE; bit++) {
      long word = 1L << bit;
      int fields = 0;
      fields += SlabWord.owner(word) != 0 ? 1 : 0;
      fields += SlabWord.sizeClass(word) != 0 ? 1 : 0;
      fields += SlabWord.tableOffset(word) != 0 ? 1 : 0;
      assertThat(fields).isEqualTo(1);
    }
  }

  @Test
  void ownersAndClassesShareNoMagazineSlot() {
    Set<Integer> slots = new HashSet<>();
    for (int owner : OWNERS) {
      for (int sizeClass = 0; sizeClass <= SlabWord.LARGE; sizeClass++) {
        assertThat(slots.add(SlabWord.magazineSlot(owner, sizeClass))).isTrue();
      }
    }
  }

  @Test
  void anOwnedGranuleIsNeverTheWordOfNone() {
    assertThat(SlabWord.of(1, 0, 0)).isNotZero();
    assertThat(SizeClasses.COUNT).isLessThanOrEqualTo(SlabWord.LARGE);
  }

  @Test
  void theOffsetInASlabFollowsFromTheAddress() {
    long slab = 0x7f12_3450_0000L;
    for (long offset = 0; offset < Region.GRANULE_BYTES; offset++) {
      assertEquals(offset, SlabWord.offsetInSlab(slab + offset));
    }
  }
}
