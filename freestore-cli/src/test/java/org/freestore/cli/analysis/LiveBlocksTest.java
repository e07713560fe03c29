// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveBlocksTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void blocksOfOneNameAreFreedInTheOrderOfTheFormat(boolean newestFirst) {
    Random random = new Random(5);
    LiveBlocks live = new LiveBlocks(newestFirst);
    Map<Long, Deque<Long>> expected = new HashMap<>();
    for (long line = 1; line < 200_000; line++) {
      long name = random.nextInt(50);
      Deque<Long> lines = expected.computeIfAbsent(name, n -> new ArrayDeque<>());
      if (random.nextBoolean()) {
        live.add(name, line, 0, line);
        lines.addLast(line);
      } else {
        int slot = live.remove(name);
        Long gone = newestFirst ? lines.pollLast() : lines.pollFirst();
        assertThat(slot == LiveBlocks.ABSENT ? null : (Long) live.line(slot)).isEqualTo(gone);
        if (slot != LiveBlocks.ABSENT) {
          live.recycle(slot);
        }
      }
      assertThat(live.contains(name)).isEqualTo(!lines.isEmpty());
    }
    assertThat(live.count()).isEqualTo(expected.values().stream().mapToInt(Deque::size).sum());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 5_000})
  void slotsAreNumbersFromZeroAndUsedAgain(int blocks) {
    LiveBlocks live = new LiveBlocks(false);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < blocks; i++) {
        assertThat(live.add(i, 8, 0, 1)).isBetween(0, blocks - 1);
      }
      for (int i = 0; i < blocks; i++) {
        live.recycle(live.remove(i));
      }
    }
    assertThat(live.slotCount()).isEqualTo(blocks);
  }
}
