// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Objects for samples, created by threads that no actor is, so that no actor owns them.
final class ObjectSupply<T> {
  private static final int BATCH = 256;

  private final Supplier<T> create;
  private final Executor creator;
  private final Queue<T> ready = new ConcurrentLinkedQueue<>();

  private ObjectSupply(Supplier<T> create, Executor creator) {
    this.create = create;
    this.creator = creator;
  }

  static <T> ObjectSupply<T> fromLivingThread(Supplier<T> create) {
    return new ObjectSupply<>(
        create, Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory()));
  }

  /// Objects of stripes.
  static <T> ObjectSupply<T> fromVirtualThreads(Supplier<T> create) {
    return new ObjectSupply<>(create, Thread.ofVirtual()::start);
  }

  T next() {
    T object = ready.poll();
    while (object == null) {
      refill();
      object = ready.poll();
    }
    return object;
  }

  private void refill() {
    FutureTask<Boolean> batch = new FutureTask<>(this::createBatch, true);
    creator.execute(batch);
    try {
      batch.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void createBatch() {
    for (int i = 0; i < BATCH; i++) {
      ready.add(Ledger.enter(create.get()));
    }
  }
}
