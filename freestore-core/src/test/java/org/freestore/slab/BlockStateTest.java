// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import org.freestore.memory.Memory;
import org.junit.jupiter.api.Test;

class BlockStateTest {
  private static final byte[] STATES = {
    BlockState.FREE, BlockState.CACHED, BlockState.LIVE, BlockState.REMOTE, BlockState.PADDING
  };

  @Test
  void onlyALiveBlockIsClaimedAndItsNeighboursStay() {
    try (Arena arena = Arena.ofConfined()) {
      long states = arena.allocate(16, 8).address();
      for (int at = 0; at < 12; at++) {
        for (byte own : STATES) {
          for (byte others : STATES) {
            Memory.fill(states, 16, others);
            Memory.putByte(states + at, own);
            assertThat(BlockState.claim(states + at)).isEqualTo(own == BlockState.LIVE);
            byte expected = own == BlockState.LIVE ? BlockState.REMOTE : own;
            assertThat(Memory.getByte(states + at)).isEqualTo(expected);
            assertThat(Memory.mismatch(states, at, others)).isEqualTo(-1);
            assertThat(Memory.mismatch(states + at + 1, 15 - at, others)).isEqualTo(-1);
          }
        }
      }
    }
  }

  @Test
  void aBlockIsClaimedOnce() {
    try (Arena arena = Arena.ofConfined()) {
      long state = arena.allocate(8, 8).address() + 5;
      Memory.putByte(state, BlockState.LIVE);
      assertThat(BlockState.claim(state)).isTrue();
      assertThat(BlockState.claim(state)).isFalse();
    }
  }

  @Test
  void freshTablesAreFreeAndPaddingIsNoState() {
    assertThat(BlockState.FREE).isZero();
    assertThat(STATES).doesNotHaveDuplicates();
    assertThat(BlockState.name(BlockState.REMOTE)).isEqualTo("remote-freed");
    assertThat(BlockState.name(BlockState.PADDING)).isEqualTo("state -1");
  }
}
