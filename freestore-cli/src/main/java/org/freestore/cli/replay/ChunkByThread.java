// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.replay;

import org.freestore.cli.operations.Chunk;
import org.freestore.cli.operations.OperationFileWriter;

/// A chunk's entries sorted by thread, each thread's in the order of the file.
///
/// The arrays are used again for the next chunk, when the threads have met.
final class ChunkByThread {
  private final long[] operands = new long[OperationFileWriter.THREADED_CHUNK_ENTRIES];
  private final int[] slots = new int[OperationFileWriter.THREADED_CHUNK_ENTRIES];
  private final int[] ends;
  private final int[] active;
  private int activeCount;

  ChunkByThread(int threads) {
    ends = new int[threads];
    active = new int[threads];
  }

  void split(Chunk chunk) {
    findActive(chunk);
    int start = 0;
    for (int i = 0; i < activeCount; i++) {
      int entries = ends[active[i]];
      ends[active[i]] = start;
      start += entries;
    }
    for (int i = 0; i < chunk.count(); i++) {
      int place = ends[chunk.threads()[i]]++;
      operands[place] = chunk.operands()[i];
      slots[place] = chunk.slots()[i];
    }
  }

  /// Lists the chunk's threads and counts the entries of each.
  private void findActive(Chunk chunk) {
    for (int i = 0; i < activeCount; i++) {
      ends[active[i]] = 0;
    }
    activeCount = 0;
    for (int i = 0; i < chunk.count(); i++) {
      int thread = chunk.threads()[i];
      if (ends[thread]++ == 0) {
        active[activeCount++] = thread;
      }
    }
  }

  int activeCount() {
    return activeCount;
  }

  /// Returns the number of the `i`th thread that has entries in the chunk.
  int active(int i) {
    return active[i];
  }

  /// Returns where the `i`th active thread's entries begin.
  int start(int i) {
    return i == 0 ? 0 : ends[active[i - 1]];
  }

  /// Returns where the `i`th active thread's entries end.
  int end(int i) {
    return ends[active[i]];
  }

  long[] operands() {
    return operands;
  }

  int[] slots() {
    return slots;
  }
}
