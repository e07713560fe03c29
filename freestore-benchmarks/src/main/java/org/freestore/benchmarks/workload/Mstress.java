// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.harness.Bytes;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.SeededRandom;
import org.freestore.benchmarks.harness.WorkHash;
import org.freestore.benchmarks.harness.Workers;

/// Threads die and are born again while blocks outlive them: each keeps half of what it allocates
/// until its end, frees the rest at random, and swaps blocks with the other threads through 1,000
/// shared slots. Sizes are powers of two of words, a few of them 100 to 10,000 times larger; every
/// word is written, and checked before the block is freed. In the spirit of mimalloc's test-stress.
final class Mstress {
  private static final Allocator ALLOCATOR = Allocator.selected();
  private static final int TRANSFER_SLOTS = 1000;
  private static final int SIZE_CLASSES = 8;
  private static final long COOKIE = 0xbf58476d1ce4e5b9L;

  private final int threads;
  private final int scale;
  private final int iterations;
  private final AtomicLongArray transfer = new AtomicLongArray(TRANSFER_SLOTS);
  private final long[] hashes;

  private Mstress(Parameters parameters) {
    threads = parameters.number("threads", 2);
    scale = parameters.number("scale", 50);
    iterations = parameters.number("iterations", 25);
    hashes = new long[threads];
  }

  static void run(Parameters parameters) {
    Mstress stress = new Mstress(parameters);
    new Measurement(parameters).print(CpuClock.PROCESS, stress::pass, stress.operations());
  }

  private long operations() {
    long blocks = 0;
    for (int i = 0; i < threads; i++) {
      blocks += 150L * scale * (i % 8 + 1);
    }
    return blocks * iterations;
  }

  private long pass() {
    Arrays.fill(hashes, 0);
    for (int iteration = 0; iteration < iterations; iteration++) {
      int now = iteration;
      Workers.run(threads, index -> hashes[index] += body(now, index));
    }
    for (int i = 0; i < TRANSFER_SLOTS; i++) {
      freeWords(transfer.getAndSet(i, 0));
    }
    return Arrays.stream(hashes).sum();
  }

  private long body(int iteration, int index) {
    SeededRandom random = new SeededRandom(iteration * 1000L + index);
    int toAllocate = 100 * scale * (index % 8 + 1);
    int toRetain = toAllocate / 2;
    BlockList retained = new BlockList(toRetain);
    BlockList kept = new BlockList(0);
    long hash = 0;
    while (toAllocate > 0 || retained.count < toRetain) {
      boolean keep = retained.count == toRetain || (chance(random, 5000) && toAllocate > 0);
      long words = wordCount(random);
      hash = WorkHash.fold(hash, words);
      if (keep) {
        toAllocate--;
        kept.add(allocateWords(words));
      } else {
        retained.add(allocateWords(words));
      }
      if (chance(random, 6600) && kept.count > 0) {
        freeWords(kept.exchange(random.below(kept.count), 0));
      }
      if (chance(random, 2500) && kept.count > 0) {
        long at = random.below(kept.count);
        int slot = (int) random.below(TRANSFER_SLOTS);
        kept.exchange(at, transfer.getAndSet(slot, kept.at(at)));
      }
    }
    retained.freeAll();
    kept.freeAll();
    return hash;
  }

  private static boolean chance(SeededRandom random, int inTenThousand) {
    return random.below(10_000) < inTenThousand;
  }

  private static long wordCount(SeededRandom random) {
    long count = 1L << random.below(SIZE_CLASSES);
    if (!chance(random, 100)) {
      return count;
    }
    if (chance(random, 100)) {
      return count * 10_000;
    }
    return count * (chance(random, 1000) ? 1000 : 100);
  }

  private static long allocateWords(long count) {
    long block = ALLOCATOR.allocate(count * Long.BYTES);
    for (long i = 0; i < count; i++) {
      Bytes.writeLong(block + i * Long.BYTES, (count - i) ^ COOKIE);
    }
    return block;
  }

  private static void freeWords(long block) {
    if (block == 0) {
      return;
    }
    long count = Bytes.readLong(block) ^ COOKIE;
    for (long i = 0; i < count; i++) {
      if ((Bytes.readLong(block + i * Long.BYTES) ^ COOKIE) != count - i) {
        throw new IllegalStateException("a block was overwritten: words=" + count);
      }
    }
    ALLOCATOR.free(block);
  }

  /// A growing array of addresses, in memory of the allocator itself.
  private static final class BlockList {
    private static final int FIRST_CAPACITY = 64;

    private long array;
    private long capacity;
    private long count;

    BlockList(int capacity) {
      this.capacity = capacity;
      this.array = capacity == 0 ? 0 : ALLOCATOR.allocate((long) capacity * Long.BYTES);
    }

    void add(long block) {
      if (count == capacity) {
        capacity = capacity == 0 ? FIRST_CAPACITY : 2 * capacity;
        array = ALLOCATOR.reallocate(array, capacity * Long.BYTES);
      }
      Bytes.writeLong(array + count++ * Long.BYTES, block);
    }

    long at(long index) {
      return Bytes.readLong(array + index * Long.BYTES);
    }

    long exchange(long index, long block) {
      long old = at(index);
      Bytes.writeLong(array + index * Long.BYTES, block);
      return old;
    }

    void freeAll() {
      for (long i = 0; i < count; i++) {
        freeWords(at(i));
      }
      ALLOCATOR.free(array);
    }
  }
}
