// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/// Another thread that lives on, and virtual ones that do not; the caller waits for either.
final class OneAtATime implements AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  /// Calls on the other thread, or on a fresh virtual one.
  long call(boolean virtual, Callable<Long> work) {
    FutureTask<Long> task = new FutureTask<>(work);
    if (virtual) {
      Thread.ofVirtual().start(task);
    } else {
      thread.execute(task);
    }
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Ends the thread.
  @Override
  public void close() {
    thread.close();
  }
}
