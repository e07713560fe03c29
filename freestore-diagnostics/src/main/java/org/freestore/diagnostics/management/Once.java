// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Something that is done once, by whoever comes first; who comes meanwhile waits until it is done.
final class Once {
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable RuntimeException failure;

  /// Returns whether somebody is doing it, or has done it.
  boolean isBegun() {
    return begun.get();
  }

  /// Does it, unless somebody else does or did. Where it failed it is not tried again: it fails for
  /// all. Waits also where the thread is interrupted.
  void run(Runnable action) {
    if (begun.compareAndSet(false, true)) {
      doNow(action);
    } else {
      awaitDone();
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void doNow(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      done.countDown();
    }
  }

  private void awaitDone() {
    boolean interrupted = false;
    while (done.getCount() > 0) {
      try {
        done.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
