// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockTest {
  private static final int QUESTIONS = 32;

  @Test
  void theRoughTimeIsThatOfOneOfTheLastQuestions() {
    long[] asked = new long[QUESTIONS];
    for (int i = 0; i < 200_000; i++) {
      asked[i % QUESTIONS] = Clock.nowMillis();
      long rough = Clock.roughMillis();
      assertThat(rough).isLessThanOrEqualTo(Clock.nowMillis());
      if (i >= QUESTIONS) {
        assertThat(rough).isGreaterThanOrEqualTo(asked[(i + 1) % QUESTIONS]);
      }
    }
  }

  @Test
  void whoAsksOftenIsToldAnEarlierReading() throws InterruptedException {
    boolean wasEarlier = false;
    for (int burst = 0; burst < 100 && !wasEarlier; burst++) {
      for (int i = 0; i < 100 * QUESTIONS; i++) {
        Clock.roughMillis();
      }
      Thread.sleep(5);
      long now = Clock.nowMillis();
      wasEarlier = Clock.roughMillis() < now;
    }
    assertThat(wasEarlier).isTrue();
  }

  @Test
  void whoSeldomAsksIsToldTheTime() throws InterruptedException {
    for (int i = 0; i < 2 * QUESTIONS; i++) {
      Clock.roughMillis();
      Thread.sleep(2);
    }
    long before = Clock.nowMillis();
    assertThat(Clock.roughMillis()).isGreaterThanOrEqualTo(before);
  }
}
