// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Fuzzes objects: some thousand steps in a build, as many minutes as wanted by
/// `scripts/fuzz-objects`. A failure prints the command that runs it again.
class ObjectFuzzTest {
  private static final int STEPS = 20_000;
  private static final int STEPS_OF_EACH_THREAD = 2_500;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void nothingGoesWrongWhateverIsDone(long seed) {
    Map<String, Integer> tally = FuzzRun.of(FuzzPlan.of(seed, STEPS));
    assertThat(tally)
        .containsKeys(
            "create",
            "createArray",
            "copy",
            "construct in storage",
            "own",
            "assign",
            "delete",
            "close",
            "Unique.of",
            "close of the last Shared",
            "close store",
            "use after the end: read of Value",
            "use after the end: write of Value",
            "use after the end: read of an element",
            "use through a pointer that dangles: read of Value",
            "delete after the end",
            "delete in the wrong form",
            "delete of an automatic",
            "delete of a part",
            "delete behind the owner's back",
            "pointer to a part",
            "wrong cast",
            "wrong index");
  }

  @Test
  void nothingGoesWrongWhenThreadsHandObjectsToEachOther() {
    Map<String, Integer> tally = FuzzRun.of(new FuzzPlan(3, STEPS_OF_EACH_THREAD, 3, null));
    assertThat(tally).containsKeys("hand over", "take over");
  }

  @Test
  void thePlanIsACommand() {
    FuzzPlan plan = new FuzzPlan(-5, 100, 2, PlantedBug.LOSES_A_DELETE);
    String generations = System.getProperty("freestore.lastGeneration");
    assertThat(plan.command())
        .isEqualTo(
            "scripts/fuzz-objects --seed=-5 --steps=100 --threads=2"
                + (generations == null ? "" : " --generations=" + generations)
                + " --bug=LOSES_A_DELETE");
  }
}
