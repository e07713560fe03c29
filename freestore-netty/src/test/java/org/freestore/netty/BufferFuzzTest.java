// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Fuzzes buffers beside a model: some ten thousand steps in a build, as many minutes as wanted by
/// `-Dfreestore.fuzz.minutes=`. A failure prints the command that runs it again.
class BufferFuzzTest {
  private static final int THREADS = 3;
  private static final int STEPS = 10_000;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingGoesWrongWhateverIsDone(boolean recycles) {
    assertThat(BufferFuzzer.run(BufferFuzzPlan.of(1, STEPS, recycles)))
        .containsKeys(
            "allocate direct",
            "allocate heap",
            "release",
            "retain",
            "resize",
            "slice",
            "copy",
            "read after the last release",
            "write after the last release",
            "retain after the last release",
            "release after the last release",
            "release of two after the last release",
            "resize after the last release");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingGoesWrongWhenThreadsHandBuffersToEachOther(boolean recycles) {
    assertThat(BufferFuzzer.run(BufferFuzzPlan.of(THREADS, STEPS, recycles)))
        .containsKeys("hand over", "take over");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, THREADS})
  void objectsOfReleasedBuffersAreUsedAgainAndNothingGoesWrong(int threads) {
    assertThat(BufferFuzzer.run(BufferFuzzPlan.of(threads, 3 * STEPS, true)))
        .containsKey("allocate recycled");
  }

  @Test
  void nothingGoesWrongForMinutesEither() {
    long minutes = Long.getLong("freestore.fuzz.minutes", 0);
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    while (System.nanoTime() < deadline) {
      long seed = ThreadLocalRandom.current().nextLong();
      boolean recycles = (seed & 1) == 0;
      int threads = (seed & 2) == 0 ? 1 : THREADS;
      BufferFuzzer.run(new BufferFuzzPlan(seed, threads, 10 * STEPS, recycles, null));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPlantedBugIsFound(BufferBug bug) {
    boolean recycles = bug == BufferBug.KEEPS_AN_INDEX;
    BufferFuzzPlan plan = new BufferFuzzPlan(1, 1, 3 * STEPS, recycles, bug);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> BufferFuzzer.run(plan))
        .withMessageContaining("bug=" + bug)
        .withMessageContaining(plan.command());
  }
}
