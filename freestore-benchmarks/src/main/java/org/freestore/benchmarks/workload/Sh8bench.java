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

/// Many small blocks and some larger ones, freed in the order they came, in reverse, and late;
/// every fourth is handed to the neighbouring thread, which frees it. In the spirit of MicroQuill's
/// sh8bench.
final class Sh8bench {
  private static final Allocator ALLOCATOR = Allocator.selected();
  private static final int BLOCKS = 2000;
  private static final int QUARTER = BLOCKS / 4;
  private static final int MAILBOX_SLOTS = 4;
  private static final int SMALL_MAX = 64;
  private static final int BYTES_MAX = 1000;

  private final int threads;
  private final int rounds;
  private final AtomicLongArray mailboxes;
  private final long[] hashes;

  private Sh8bench(Parameters parameters) {
    threads = parameters.number("threads", 2);
    rounds = parameters.number("rounds", 500);
    mailboxes = new AtomicLongArray(threads * MAILBOX_SLOTS);
    hashes = new long[threads];
  }

  static void run(Parameters parameters) {
    Sh8bench bench = new Sh8bench(parameters);
    long operations = (long) bench.threads * bench.rounds * (BLOCKS + 1);
    new Measurement(parameters).print(CpuClock.PROCESS, bench::pass, operations);
  }

  private long pass() {
    Workers.run(threads, index -> hashes[index] = body(index));
    for (int i = 0; i < threads * MAILBOX_SLOTS; i++) {
      freeParcel(mailboxes.getAndSet(i, 0));
    }
    return Arrays.stream(hashes).sum();
  }

  private long body(int index) {
    long blocks = ALLOCATOR.allocate(BLOCKS * (long) Long.BYTES);
    long late = ALLOCATOR.allocateZeroed(QUARTER * (long) Long.BYTES);
    SeededRandom random = new SeededRandom(index);
    long hash = 0;
    for (int round = 0; round < rounds; round++) {
      hash = allocate(blocks, random, hash);
      for (int i = 0; i < QUARTER; i++) {
        ALLOCATOR.free(at(blocks, i));
      }
      for (int i = 2 * QUARTER - 1; i >= QUARTER; i--) {
        ALLOCATOR.free(at(blocks, i));
      }
      handOver(blocks, index, round);
      keepLast(blocks, late);
    }
    freeAll(late);
    ALLOCATOR.free(blocks);
    return hash;
  }

  private static long allocate(long blocks, SeededRandom random, long hash) {
    for (int i = 0; i < BLOCKS; i++) {
      long bytes = 1 + random.below(i % 4 == 3 ? BYTES_MAX : SMALL_MAX);
      long block = ALLOCATOR.allocate(bytes);
      put(blocks, i, block);
      Bytes.writeByte(block, bytes);
      hash = WorkHash.fold(hash, bytes);
    }
    return hash;
  }

  /// Frees what the neighbour has left here, and what the next thread has not fetched since last
  /// time.
  private void handOver(long blocks, int index, int round) {
    long parcel = ALLOCATOR.allocate(QUARTER * (long) Long.BYTES);
    for (int i = 0; i < QUARTER; i++) {
      put(parcel, i, at(blocks, 2 * QUARTER + i));
    }
    int to = (index + 1) % threads;
    int slot = round % MAILBOX_SLOTS;
    freeParcel(mailboxes.getAndSet(to * MAILBOX_SLOTS + slot, parcel));
    freeParcel(mailboxes.getAndSet(index * MAILBOX_SLOTS + slot, 0));
  }

  private static void keepLast(long blocks, long late) {
    for (int i = 0; i < QUARTER; i++) {
      ALLOCATOR.free(at(late, i));
      put(late, i, at(blocks, 3 * QUARTER + i));
    }
  }

  private static void freeParcel(long parcel) {
    if (parcel != 0) {
      freeAll(parcel);
    }
  }

  private static void freeAll(long quarter) {
    for (int i = 0; i < QUARTER; i++) {
      ALLOCATOR.free(at(quarter, i));
    }
    ALLOCATOR.free(quarter);
  }

  private static long at(long array, int index) {
    return Bytes.readLong(array + (long) index * Long.BYTES);
  }

  private static void put(long array, int index, long block) {
    Bytes.writeLong(array + (long) index * Long.BYTES, block);
  }
}
