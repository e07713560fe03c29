// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Does something on another thread, while the caller waits: what comes of it depends on the seed
/// alone.
final class OtherThread implements AutoCloseable {
  private final ExecutorService platform =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("other").factory());
  private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();

  /// Does it with the caller's journal, and throws what it throws.
  @Nullable Object call(boolean onVirtual, Supplier<? extends @Nullable Object> task) {
    Journal journal = Journal.current();
    Future<@Nullable Object> result =
        (onVirtual ? virtual : platform)
            .submit(() -> {
              Journal.use(journal);
              return task.get();
            });
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    }
  }

  private static RuntimeException unchecked(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
  }

  @Override
  public void close() {
    platform.close();
    virtual.close();
  }
}
