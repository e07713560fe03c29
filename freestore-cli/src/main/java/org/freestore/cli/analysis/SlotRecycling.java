// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

import java.util.Arrays;

/// Decides when the slot of a freed block may be used again: at once for one thread, so that few
/// slots stay warm in the cache; after the chunk for several, as
/// [OperationFileWriter][org.freestore.cli.operations.OperationFileWriter] demands.
final class SlotRecycling {
  private final LiveBlocks live;
  private final boolean afterChunk;
  private int[] waiting = new int[1 << 8];
  private int waitingCount;

  SlotRecycling(LiveBlocks live, boolean afterChunk) {
    this.live = live;
    this.afterChunk = afterChunk;
  }

  void freed(int slot) {
    if (!afterChunk) {
      live.recycle(slot);
      return;
    }
    if (waitingCount == waiting.length) {
      waiting = Arrays.copyOf(waiting, waitingCount * 2);
    }
    waiting[waitingCount++] = slot;
  }

  void chunkEnded() {
    for (int i = 0; i < waitingCount; i++) {
      live.recycle(waiting[i]);
    }
    waitingCount = 0;
  }
}
