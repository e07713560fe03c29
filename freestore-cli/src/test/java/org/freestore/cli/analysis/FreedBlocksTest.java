// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FreedBlocksTest {
  @Test
  void theLatestLineIsRemembered() {
    FreedBlocks freed = new FreedBlocks();
    assertThat(freed.line(0x10)).isZero();
    freed.add(0x10, 5);
    freed.add(0x20, 6);
    freed.add(0x10, 7);
    assertThat(freed.line(0x10)).isEqualTo(7);
    assertThat(freed.line(0x20)).isEqualTo(6);
  }

  @Test
  void manyBlocksAreRememberedAndTheNewestNeverForgotten() {
    FreedBlocks freed = new FreedBlocks();
    for (int i = 1; i <= 200_000; i++) {
      freed.add(i * 16L, i);
      assertThat(freed.line(i * 16L)).isEqualTo(i);
    }
    long known = 0;
    for (int i = 1; i <= 200_000; i++) {
      known += freed.line(i * 16L) == i ? 1 : 0;
    }
    assertThat(known).isGreaterThan(190_000);
  }
}
