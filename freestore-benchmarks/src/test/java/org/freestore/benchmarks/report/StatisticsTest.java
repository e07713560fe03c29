// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private static final double PRECISION = 1e-12;

  @Test
  void theMedianOfAnOddNumberOfValuesIsTheMiddleOne() {
    assertThat(Statistics.median(List.of(9.0, 1.0, 5.0))).hasValue(5.0);
  }

  @Test
  void theMedianOfAnEvenNumberOfValuesIsTheMeanOfTheMiddleTwo() {
    assertThat(Statistics.median(List.of(8.0, 1.0, 2.0, 100.0))).hasValue(5.0);
  }

  @Test
  void noValuesHaveNoMedian() {
    assertThat(Statistics.median(List.of())).isEmpty();
  }

  @Test
  void aRatioIsTheMedianOfTheRoundsQuotientsAndNotTheQuotientOfTheMedians() {
    List<Double> values = List.of(10.0, 40.0, 90.0);
    List<Double> bases = List.of(10.0, 10.0, 30.0);
    assertThat(Statistics.ratio(values, bases)).hasValue(3.0);
  }

  @Test
  void aMachineThatSlowsDownForARoundDoesNotChangeARatio() {
    assertThat(Statistics.ratio(List.of(2.0, 20.0, 2.0), List.of(4.0, 40.0, 4.0))).hasValue(0.5);
  }

  @Test
  void aRatioLeavesOutRoundsThatOneSideLacksAndBasesOfZero() {
    assertThat(Statistics.ratio(List.of(6.0, 5.0, 9.0), List.of(3.0, 0.0))).hasValue(2.0);
    assertThat(Statistics.ratio(List.of(1.0), List.of())).isEmpty();
  }

  @Test
  void aDifferenceIsTheMedianOfTheRoundsDifferences() {
    assertThat(Statistics.difference(List.of(50.0, 70.0, 61.0), List.of(40.0, 40.0, 40.0)))
        .hasValue(21.0);
  }

  @Test
  void theGeometricMeanOfAValueAndItsInverseIsOne() {
    assertThat(Statistics.geometricMean(4, 0.25).orElseThrow()).isEqualTo(1, within(PRECISION));
    assertThat(Statistics.geometricMean(2, 4, 8).orElseThrow()).isEqualTo(4, within(PRECISION));
  }

  @Test
  void aGeometricMeanNeedsEveryValueAndPositiveOnes() {
    assertThat(Statistics.geometricMean()).isEmpty();
    assertThat(Statistics.geometricMean(1, 0)).isEmpty();
    assertThat(Statistics.geometricMean(1, Double.NaN)).isEmpty();
  }

  @Test
  void theSpreadIsTheRangeAsAShareOfTheMedian() {
    assertThat(Statistics.spread(List.of(9.0, 10.0, 12.0))).hasValue(0.3);
    assertThat(Statistics.spread(List.of())).isEmpty();
  }
}
