// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void numbersHaveThreeDigitsAndAtMostTwoDecimals() {
    assertThat(Numbers.text(0.8)).isEqualTo("0.80");
    assertThat(Numbers.text(3.14159)).isEqualTo("3.14");
    assertThat(Numbers.text(31.4159)).isEqualTo("31.4");
    assertThat(Numbers.text(3141.59)).isEqualTo("3,142");
  }

  @Test
  void whatIsTooSmallToShowIsZeroAndWhatIsNotThereIsADash() {
    assertThat(Numbers.text(0.0001)).isEqualTo("0");
    assertThat(Numbers.text(OptionalDouble.empty())).isEqualTo("–");
  }
}
