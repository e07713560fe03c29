// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// Does a piece of work in a thread of its own that stays alive until closed.
///
/// Allocators keep memory by thread. glibc hands the memory of a thread that has ended to the next
/// one; a thread that only waits keeps what it has, and a new one starts with nothing.
final class OwnThread<T> implements AutoCloseable {
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  OwnThread(String name, Supplier<T> work) {
    Thread.ofPlatform().daemon().name(name).start(() -> run(work));
  }

  private void run(Supplier<T> work) {
    try {
      result.complete(work.get());
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for the work's result, or throws what it threw.
  T result() {
    try {
      return result.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
