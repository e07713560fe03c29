// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The numbers here were printed by the functions of harness.h.
class SeededRandomTest {
  @Test
  void theNumbersAreThoseOfTheNativeSide() {
    SeededRandom random = new SeededRandom(7);
    assertThat(new long[] {random.next(), random.next(), random.next(), random.next()})
        .containsExactly(1584714783, 1315550194, 3493757836L, 914303208);
  }

  @Test
  void boundedNumbersAreThoseOfTheNativeSide() {
    SeededRandom random = new SeededRandom(0);
    assertThat(
            new long[] {
              random.below(1000), random.below(1000), random.below(1000), random.below(1000)
            })
        .containsExactly(399, 182, 76, 943);
  }

  @Test
  void theHashIsThatOfTheNativeSide() {
    assertThat(WorkHash.fold(WorkHash.fold(0, 1), 2)).isEqualTo(1995974887614534115L);
  }
}
