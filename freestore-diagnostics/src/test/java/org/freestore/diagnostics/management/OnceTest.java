// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is done once.
@Timeout(60)
class OnceTest {
  private final Once once = new Once();
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void whoComesMeanwhileWaitsUntilItIsDone() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Thread first =
        Thread.ofPlatform()
            .start(() ->
                once.run(() -> {
                  begun.countDown();
                  awaited(mayEnd);
                  runs.incrementAndGet();
                }));
    begun.await();
    assertThat(once.isBegun()).isTrue();
    AtomicInteger seen = new AtomicInteger();
    Thread second =
        Thread.ofPlatform()
            .start(() -> {
              once.run(runs::incrementAndGet);
              seen.set(runs.get());
            });
    while (second.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    mayEnd.countDown();
    first.join();
    second.join();
    assertThat(seen).hasValue(1);
    assertThat(runs).hasValue(1);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatFailedFailsForAllAndIsNotTriedAgain() {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            once.run(() -> {
              throw new IllegalStateException("failed");
            }));
    assertThatIllegalStateException()
        .isThrownBy(() -> once.run(runs::incrementAndGet))
        .withMessage("failed");
    assertThat(runs).hasValue(0);
  }
}
