// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockMapTest {
  @Test
  void itAgreesWithAHashMap() {
    Random random = new Random(4);
    Map<Long, Integer> expected = new HashMap<>();
    BlockMap map = new BlockMap();
    for (int i = 0; i < 300_000; i++) {
      long name = random.nextInt(5_000) * 16L;
      if (random.nextInt(3) == 0 && expected.containsKey(name)) {
        map.remove(name);
        expected.remove(name);
      } else {
        int number = random.nextInt(1 << 20);
        map.put(name, number);
        expected.put(name, number);
      }
      long asked = random.nextInt(5_000) * 16L;
      assertThat(map.get(asked)).isEqualTo(expected.getOrDefault(asked, BlockMap.ABSENT));
    }
  }

  @Test
  void everyNameIsPossible() {
    BlockMap map = new BlockMap();
    for (long name : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThat(map.get(name)).isEqualTo(BlockMap.ABSENT);
      map.put(name, 0);
      assertThat(map.get(name)).isZero();
    }
  }
}
