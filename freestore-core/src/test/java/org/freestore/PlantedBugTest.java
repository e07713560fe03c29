// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The fuzzer's own test: a fuzzer that finds nothing is worth nothing unless it would have.
class PlantedBugTest {
  private static final int STEPS = 6_000;

  @ParameterizedTest
  @EnumSource
  void theFuzzerFindsEveryPlantedBug(PlantedBug bug) {
    FuzzPlan plan = new FuzzPlan(OptionSet.DEFAULT, 1, STEPS);
    OperationFuzzer fuzzer = new OperationFuzzer(plan, bug::plant);
    FuzzFailure failure = assertThrows(FuzzFailure.class, () -> fuzzer.run("PlantedBugTest"));
    assertThat(failure)
        .hasMessageContaining(bug.finding())
        .hasMessageContaining("at step ")
        .hasMessageContaining(plan.command("PlantedBugTest"));
  }
}
