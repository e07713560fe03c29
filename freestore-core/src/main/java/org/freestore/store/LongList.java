// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.ArrayList;
import java.util.List;

/// Addresses with sizes, in chunks, so that millions of them neither copy nor need one huge array.
final class LongList {
  private static final int CHUNK = 1 << 14;

  private final List<long[]> chunks = new ArrayList<>();
  private int lastCount = CHUNK;

  void add(long address, long byteSize) {
    if (lastCount == CHUNK) {
      chunks.add(new long[CHUNK]);
      lastCount = 0;
    }
    long[] chunk = chunks.getLast();
    chunk[lastCount] = address;
    chunk[lastCount + 1] = byteSize;
    lastCount += 2;
  }

  void forEach(BlockWalk.Visitor visitor) {
    for (int c = 0; c < chunks.size(); c++) {
      long[] chunk = chunks.get(c);
      int count = c == chunks.size() - 1 ? lastCount : CHUNK;
      for (int i = 0; i < count; i += 2) {
        visitor.block(chunk[i], chunk[i + 1]);
      }
    }
  }
}
