// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import org.freestore.memory.Memory;

/// Threads that allocate, free, reallocate and hand blocks to each other at the same time, die, and
/// are reborn: in the manner of mimalloc's `test-stress`.
///
/// Every block starts with its size and a checksum of it, its address and the seed, and ends in the
/// same; whoever frees or moves it checks them. Blocks change hands through slots that any thread
/// may exchange one with. A run's threads do what their seeds say; how they interleave is the
/// machine's choice.
final class HandoverStress {
  private static final int SLOTS = 256;
  private static final int LEAST_BYTES = 3 * Long.BYTES;

  private final FuzzedStore store;
  private final Thread.Builder builder;
  private final long seed;
  private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

  HandoverStress(FuzzedStore store, Thread.Builder builder, long seed) {
    this.store = store;
    this.builder = builder;
    this.seed = seed;
  }

  /// Runs generations of threads, checks the store after each, and frees what is left.
  void run(int generations, int threads, int steps) throws Exception {
    for (int generation = 0; generation < generations; generation++) {
      List<OtherThread.Work> works = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        long threadSeed = seed * 1_000_003 + generation * 1_009L + thread;
        works.add(() -> live(new SplittableRandom(threadSeed), steps));
      }
      OtherThread.runAll(builder, works);
      store.verify();
      Figures.assertAddUp(store.statistics());
    }
    for (int slot = 0; slot < SLOTS; slot++) {
      free(slots.getAndSet(slot, 0));
    }
  }

  /// A thread's life. Half of what it still has at its end it leaves to others, if they have room.
  private void live(SplittableRandom random, int steps) {
    long[] own = new long[64];
    for (int step = 0; step < steps; step++) {
      int at = random.nextInt(own.length);
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> {
          free(own[at]);
          own[at] = allocate(random);
        }
        case 3 -> own[at] = reallocate(own[at], random);
        case 4, 5 -> own[at] = slots.getAndSet(random.nextInt(SLOTS), own[at]);
        case 6 -> {
          free(own[at]);
          own[at] = 0;
        }
        default -> check(own[at]);
      }
    }
    for (int at = 0; at < own.length; at++) {
      free(at % 2 == 0 ? own[at] : slots.getAndSet(random.nextInt(SLOTS), own[at]));
    }
  }

  /// Small mostly, as programs are; a hundred times larger once in a hundred.
  private static long size(SplittableRandom random) {
    long size = LEAST_BYTES + (8L << random.nextInt(8)) + random.nextInt(8);
    int luck = random.nextInt(1_000);
    return luck == 0 ? size * 300 : luck < 10 ? size * 60 : size;
  }

  private long allocate(SplittableRandom random) {
    long size = size(random);
    long address = random.nextInt(4) == 0 ? store.calloc(size) : store.malloc(size);
    seal(address, size);
    return address;
  }

  private long reallocate(long address, SplittableRandom random) {
    if (address == 0) {
      return allocate(random);
    }
    check(address);
    long size = size(random);
    long moved = store.realloc(address, size);
    if (Memory.getLong(moved) < LEAST_BYTES) {
      throw new FuzzFailure("realloc lost the contents of 0x" + Long.toHexString(address));
    }
    seal(moved, size);
    return moved;
  }

  private void free(long address) {
    if (address != 0) {
      long size = check(address);
      Memory.putLong(address + Long.BYTES, 0);
      if ((size & 1) == 0) {
        store.free(address);
      } else {
        store.free(address, size);
      }
    }
  }

  private void seal(long address, long size) {
    Memory.putLong(address, size);
    Memory.putLong(address + Long.BYTES, checksum(address, size));
    Memory.putLong(address + size - Long.BYTES, checksum(address, size));
  }

  /// Checks a block's seals.
  ///
  /// @return its size
  private long check(long address) {
    if (address == 0) {
      return 0;
    }
    long size = Memory.getLong(address);
    long checksum = checksum(address, size);
    if (Memory.getLong(address + Long.BYTES) != checksum
        || Memory.getLong(address + size - Long.BYTES) != checksum) {
      throw new FuzzFailure(
          "block was changed: address=0x" + Long.toHexString(address) + " byteSize=" + size);
    }
    return size;
  }

  private long checksum(long address, long size) {
    long mixed = (address ^ seed) * 0x9e37_79b9_7f4a_7c15L + size;
    return mixed ^ (mixed >>> 29);
  }
}
