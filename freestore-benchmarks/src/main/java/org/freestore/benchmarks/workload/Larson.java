// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import java.util.Arrays;
import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.harness.Bytes;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.SeededRandom;
import org.freestore.benchmarks.harness.WorkHash;
import org.freestore.benchmarks.harness.Workers;

/// A server: each thread replaces random blocks of its array, then ends and leaves the array to a
/// new thread, which frees blocks of its dead predecessors. After P. Larson and M. Krishnan, Memory
/// Allocation for Long-Running Server Applications, ISMM 1998.
final class Larson {
  private static final Allocator ALLOCATOR = Allocator.selected();
  private static final int BYTES_MIN = 8;
  private static final int BYTES_MAX = 1000;

  private final int threads;
  private final int blocks;
  private final int generations;
  private final int replacements;
  private final long[][] arrays;
  private final long[] hashes;

  private Larson(Parameters parameters) {
    threads = parameters.number("threads", 2);
    blocks = parameters.number("blocks", 5000);
    generations = parameters.number("generations", 4);
    replacements = parameters.number("replacements", 500_000);
    arrays = new long[threads][blocks];
    hashes = new long[threads];
  }

  static void run(Parameters parameters) {
    Larson larson = new Larson(parameters);
    new Measurement(parameters).print(CpuClock.PROCESS, larson::pass, larson.operations());
  }

  private long operations() {
    return threads * ((long) generations * replacements + blocks);
  }

  private long pass() {
    SeededRandom random = new SeededRandom(7);
    long written = 0;
    for (long[] array : arrays) {
      for (int i = 0; i < blocks; i++) {
        array[i] = ALLOCATOR.allocate(size(random));
        Bytes.writeByte(array[i], written++);
      }
    }
    Arrays.fill(hashes, 0);
    for (int generation = 0; generation < generations; generation++) {
      int now = generation;
      Workers.run(threads, index -> hashes[index] += live(now, index));
    }
    for (long[] array : arrays) {
      for (long block : array) {
        ALLOCATOR.free(block);
      }
    }
    return Arrays.stream(hashes).sum();
  }

  private long live(int generation, int index) {
    long[] array = arrays[index];
    SeededRandom random = new SeededRandom(generation * 1000L + index);
    long hash = 0;
    for (int i = 0; i < replacements; i++) {
      int slot = (int) random.below(blocks);
      long bytes = size(random);
      ALLOCATOR.free(array[slot]);
      array[slot] = ALLOCATOR.allocate(bytes);
      Bytes.writeByte(array[slot], bytes);
      hash = WorkHash.fold(hash, (long) slot << 16 | bytes);
    }
    return hash;
  }

  private static long size(SeededRandom random) {
    return BYTES_MIN + random.below(BYTES_MAX - BYTES_MIN + 1);
  }
}
