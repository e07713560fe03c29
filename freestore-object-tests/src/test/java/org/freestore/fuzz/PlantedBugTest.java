// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The fuzzer's own test: a fuzzer that finds nothing is worth nothing unless it would have. Runs
/// in a process of its own, for what the bugs leave behind.
class PlantedBugTest {
  private static final int STEPS = 3_000;

  @ParameterizedTest
  @EnumSource
  void theFuzzerFindsEveryPlantedBug(PlantedBug bug) {
    FuzzPlan plan = new FuzzPlan(1, STEPS, 1, bug);
    FuzzFailure failure = assertThrows(FuzzFailure.class, () -> FuzzRun.of(plan));
    assertThat(failure)
        .hasMessageContaining(bug.finding())
        .hasMessageContaining("at step ")
        .hasMessageContaining(plan.command());
  }
}
