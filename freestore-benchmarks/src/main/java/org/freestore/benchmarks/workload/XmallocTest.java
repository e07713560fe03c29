// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.harness.Bytes;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.WorkHash;
import org.freestore.benchmarks.harness.Workers;

/// Half of the threads only allocate, the other half only free. Blocks travel in batches of 4,096
/// through one bounded queue. After C. Lever and D. Boreham, malloc() Performance in a
/// Multithreaded Linux Environment, USENIX 2000.
final class XmallocTest {
  private static final Allocator ALLOCATOR = Allocator.selected();
  private static final int BATCH_BLOCKS = 4096;
  private static final int QUEUE_BATCHES = 100;

  private final int pairs;
  private final long bytes;
  private final int batches;
  private final long[] hashes;
  private final Queue queue = new Queue();

  private XmallocTest(Parameters parameters) {
    pairs = parameters.number("threads", 2) / 2;
    bytes = parameters.number("bytes", 64);
    batches = parameters.number("batches", 500);
    hashes = new long[pairs];
  }

  static void run(Parameters parameters) {
    XmallocTest test = new XmallocTest(parameters);
    long operations = (long) test.pairs * test.batches * (BATCH_BLOCKS + 1);
    new Measurement(parameters).print(CpuClock.PROCESS, test::pass, operations);
  }

  private long pass() {
    Workers.run(2 * pairs, this::body);
    return Arrays.stream(hashes).sum();
  }

  private void body(int index) {
    if (index < pairs) {
      hashes[index] = allocateAll(index);
    } else {
      freeAll();
    }
  }

  private long allocateAll(int index) {
    long hash = index;
    for (int i = 0; i < batches; i++) {
      long batch = ALLOCATOR.allocate(BATCH_BLOCKS * (long) Long.BYTES);
      hash = fill(batch, hash);
      queue.put(batch);
    }
    return hash;
  }

  private long fill(long batch, long hash) {
    for (int j = 0; j < BATCH_BLOCKS; j++) {
      long block = ALLOCATOR.allocate(bytes);
      Bytes.writeLong(batch + (long) j * Long.BYTES, block);
      Bytes.writeByte(block, j);
      hash = WorkHash.fold(hash, j);
    }
    return hash;
  }

  private void freeAll() {
    for (int i = 0; i < batches; i++) {
      long batch = queue.take();
      empty(batch);
      ALLOCATOR.free(batch);
    }
  }

  private static void empty(long batch) {
    for (int j = 0; j < BATCH_BLOCKS; j++) {
      ALLOCATOR.free(Bytes.readLong(batch + (long) j * Long.BYTES));
    }
  }

  /// A bounded queue of addresses, as in xmalloc_test.c: one lock, two conditions.
  private static final class Queue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private final long[] ring = new long[QUEUE_BATCHES];
    private int first;
    private int count;

    void put(long batch) {
      lock.lock();
      try {
        while (count == QUEUE_BATCHES) {
          notFull.awaitUninterruptibly();
        }
        ring[(first + count++) % QUEUE_BATCHES] = batch;
        notEmpty.signal();
      } finally {
        lock.unlock();
      }
    }

    long take() {
      lock.lock();
      try {
        while (count == 0) {
          notEmpty.awaitUninterruptibly();
        }
        long batch = ring[first];
        first = (first + 1) % QUEUE_BATCHES;
        count--;
        notFull.signal();
        return batch;
      } finally {
        lock.unlock();
      }
    }
  }
}
