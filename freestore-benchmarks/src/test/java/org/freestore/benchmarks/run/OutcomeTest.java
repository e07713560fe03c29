// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OutcomeTest {
  @Test
  void theResultLineIsFoundAmongOtherOutput() {
    Outcome outcome =
        Outcome.parse("WARNING: something\nresult operations=4 cpuNanos=10 hash=00ab passes=3\n");
    assertThat(outcome.hash()).isEqualTo("00ab");
    assertThat(outcome.figure("operations")).isEqualTo(4);
    assertThat(outcome.with("processNanos", 7).figure("processNanos")).isEqualTo(7);
  }

  @Test
  void outputWithoutAResultLineIsRefused() {
    assertThatThrownBy(() -> Outcome.parse("Killed")).hasMessageContaining("Killed");
  }

  @Test
  void aFigureThatWasNotPrintedIsRefused() {
    Outcome outcome = Outcome.parse("result operations=4 hash=00");
    assertThatThrownBy(() -> outcome.figure("cpuNanos")).hasMessageContaining("figure=cpuNanos");
  }
}
