// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Fuzzes stores with every set of options: some thousand steps each in a build, as many minutes as
/// wanted by `-Dfreestore.fuzz.minutes=`. A failure prints the command that runs it again.
class OperationFuzzerTest {
  private static final int STEPS = 6_000;
  private static final int SOAK_STEPS = 50_000;

  @ParameterizedTest
  @EnumSource
  void nothingGoesWrongWhateverIsDone(OptionSet set) {
    assumeFalse(FuzzPlan.isLeftOut(set), "another set of options was asked for");
    new OperationFuzzer(FuzzPlan.of(set, STEPS)).run("OperationFuzzerTest");
  }

  @Test
  void nothingGoesWrongForMinutesEither() {
    long minutes = Long.getLong("freestore.fuzz.minutes", 0);
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    while (System.nanoTime() < deadline) {
      long seed = ThreadLocalRandom.current().nextLong();
      for (OptionSet set : OptionSet.values()) {
        new OperationFuzzer(new FuzzPlan(set, seed, SOAK_STEPS)).run("OperationFuzzerTest");
      }
    }
  }

  @Test
  void thePlanIsACommand() {
    assertThat(new FuzzPlan(OptionSet.FULL, -5, 100).command("OperationFuzzerTest"))
        .isEqualTo(
            "./mvnw -pl freestore-core test -Dtest=OperationFuzzerTest"
                + " -Dfreestore.fuzz.options=FULL -Dfreestore.fuzz.seed=-5"
                + " -Dfreestore.fuzz.steps=100");
  }
}
