// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// Something that is done once, by whoever comes first; who comes meanwhile waits until it is done.
final class Once {
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch done = new CountDownLatch(1);

  /// Returns whether somebody is doing it, or has done it.
  boolean isBegun() {
    return begun.get();
  }

  /// Does it, unless somebody else does or did. Where it failed it is not tried again.
  ///
  /// An interrupted thread does not wait on, and stays interrupted.
  void run(Runnable action) {
    if (begun.compareAndSet(false, true)) {
      try {
        action.run();
      } finally {
        done.countDown();
      }
      return;
    }
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
