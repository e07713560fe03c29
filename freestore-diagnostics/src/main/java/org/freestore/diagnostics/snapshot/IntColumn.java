// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.util.Arrays;

/// A list of ints that grows without copying what it has: 4 bytes each, nothing for the garbage
/// collector to follow.
final class IntColumn {
  static final int CHUNK_SHIFT = 14;
  static final int CHUNK = 1 << CHUNK_SHIFT;
  private static final int MASK = CHUNK - 1;

  private int[][] chunks = new int[1][];
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return chunks[index >>> CHUNK_SHIFT][index & MASK];
  }

  void set(int index, int value) {
    chunks[index >>> CHUNK_SHIFT][index & MASK] = value;
  }

  /// @throws ArithmeticException if there are 2³¹ − 1 already
  void add(int value) {
    int chunk = size >>> CHUNK_SHIFT;
    if ((size & MASK) == 0) {
      if (chunk == chunks.length) {
        chunks = Arrays.copyOf(chunks, 2 * chunk);
      }
      chunks[chunk] = new int[CHUNK];
    }
    chunks[chunk][size & MASK] = value;
    size = Math.addExact(size, 1);
  }
}
