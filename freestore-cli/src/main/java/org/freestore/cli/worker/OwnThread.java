// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Does a piece of work in a thread of its own that stays alive until closed.
///
/// Allocators keep memory by thread. glibc hands the memory of a thread that has ended to the next
/// one; a thread that only waits keeps what it has, and a new one starts with nothing.
final class OwnThread implements AutoCloseable {
  private final CountDownLatch done = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private long result;
  private @Nullable Throwable failure;

  OwnThread(String name, LongSupplier work) {
    Thread.ofPlatform().daemon().name(name).start(() -> run(work));
  }

  /// Needs no memory to say that there is none left.
  private void run(LongSupplier work) {
    try {
      result = work.getAsLong();
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    done.countDown();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for the work's result, or throws what it threw.
  long result() {
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting for a measurement", e);
    }
    return switch (failure) {
      case null -> result;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    };
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
