// SPDX-License-Identifier: Apache-2.0
package org.freestore.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.freestore.region.Region;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabList;
import org.junit.jupiter.api.Test;

/// A list of slabs has the same slabs in the same order from either end, whatever is added and
/// removed.
class SlabListTest {
  private static final int SIZE_CLASS = SizeClasses.COUNT + 3;
  private static final int OTHER_CLASS = SizeClasses.COUNT + 4;
  private static final int SLABS = 12;

  private final Region region = ObjectRegions.next(ObjectRegions.os());
  private final SlabList list = new SlabList(region, 1);
  private final List<Long> expected = new ArrayList<>();

  @Test
  void bothEndsAgreeWhateverIsAddedAndRemoved() {
    List<Long> spare = new ArrayList<>();
    for (int i = 0; i < SLABS; i++) {
      spare.add(Slab.create(region, 1, SIZE_CLASS));
    }
    long other = Slab.create(region, 1, OTHER_CLASS);
    list.addFirst(other, OTHER_CLASS);
    SplittableRandom random = new SplittableRandom(1);
    for (int step = 0; step < 5_000; step++) {
      boolean add = expected.isEmpty() || (!spare.isEmpty() && random.nextBoolean());
      if (add) {
        long slab = spare.remove(random.nextInt(spare.size()));
        list.addFirst(slab, SIZE_CLASS);
        expected.addFirst(slab);
      } else {
        long slab = expected.remove(random.nextInt(expected.size()));
        list.remove(slab, SIZE_CLASS);
        assertThat(list.contains(slab)).isFalse();
        spare.add(slab);
      }
      assertThat(forwards()).isEqualTo(expected);
      assertThat(backwards()).isEqualTo(expected);
      assertThat(list.first(OTHER_CLASS)).isEqualTo(other).isEqualTo(list.last(OTHER_CLASS));
    }
  }

  private List<Long> forwards() {
    List<Long> slabs = new ArrayList<>();
    for (long slab = list.first(SIZE_CLASS); slab != 0; slab = list.next(slab)) {
      slabs.add(slab);
    }
    return slabs;
  }

  private List<Long> backwards() {
    List<Long> slabs = new ArrayList<>();
    for (long slab = list.last(SIZE_CLASS); slab != 0; slab = list.previous(slab)) {
      slabs.add(slab);
    }
    Collections.reverse(slabs);
    return slabs;
  }
}
