// SPDX-License-Identifier: Apache-2.0
package org.freestore.concurrency;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.freestore.CorruptFreeStoreException;
import org.freestore.FreeStore;
import org.freestore.memory.Memory;

/// Blocks for samples, allocated by threads that no actor is, and only when a sample asks for one:
/// while actors run nothing is allocated, so no block comes back while a late free of it is on its
/// way.
///
/// Blocks that are out carry a mark, by which one that is handed out twice is noticed.
final class Supply {
  private static final int BATCH = 256;
  private static final int SAMPLES_PER_VERIFICATION = 10_000;
  private static final long OUT = 0x6f75_746f_7574_6f75L;

  private final FreeStore store;
  private final long byteSize;
  private final Executor allocator;
  private final Queue<Long> ready = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean sound = new AtomicBoolean(true);
  private final AtomicInteger samples = new AtomicInteger();

  private Supply(FreeStore store, long byteSize, Executor allocator) {
    this.store = store;
    this.byteSize = byteSize;
    this.allocator = allocator;
  }

  static Supply fromLivingThread(FreeStore store, long byteSize) {
    return new Supply(
        store, byteSize, Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory()));
  }

  /// Blocks whose threads end before anybody gets one.
  static Supply fromEndedThreads(FreeStore store, long byteSize) {
    return new Supply(store, byteSize, task -> runToTheEnd(Thread.ofPlatform(), task));
  }

  /// Blocks of stripes.
  static Supply fromVirtualThreads(FreeStore store, long byteSize) {
    return new Supply(store, byteSize, task -> runToTheEnd(Thread.ofVirtual(), task));
  }

  private static void runToTheEnd(Thread.Builder kind, Runnable task) {
    Thread thread = kind.start(task);
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  long next() {
    Long block = ready.poll();
    while (block == null) {
      refill();
      block = ready.poll();
    }
    return block;
  }

  private void refill() {
    FutureTask<Boolean> batch = new FutureTask<>(this::allocateBatch, true);
    allocator.execute(batch);
    try {
      batch.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// Takes the mark off a block that is about to be freed.
  static void unmark(long block) {
    Memory.putLong(block, 0);
  }

  /// Returns, as 1 or 0, whether no block was handed out twice and, now and then, whether the
  /// store's books are right.
  int soundness() {
    if (samples.incrementAndGet() % SAMPLES_PER_VERIFICATION == 0) {
      verify();
    }
    return sound.get() ? 1 : 0;
  }

  private void verify() {
    try {
      store.verify();
    } catch (CorruptFreeStoreException e) {
      sound.set(false);
    }
  }

  private void allocateBatch() {
    for (int i = 0; i < BATCH; i++) {
      long block = store.malloc(byteSize);
      if (Memory.getLong(block) == OUT) {
        sound.set(false);
      }
      Memory.putLong(block, OUT);
      ready.add(block);
    }
  }
}
