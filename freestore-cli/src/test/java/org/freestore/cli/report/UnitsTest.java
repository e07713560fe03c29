// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitsTest {
  @Test
  void numbersReadAsPeopleWriteThem() {
    assertThat(Units.bytes(0)).isEqualTo("0 B");
    assertThat(Units.bytes(1023)).isEqualTo("1023 B");
    assertThat(Units.bytes(1024)).isEqualTo("1 KiB");
    assertThat(Units.bytes(5_560_000)).isEqualTo("5.3 MiB");
    assertThat(Units.bytes(Long.MAX_VALUE)).isEqualTo("8 EiB");
    assertThat(Units.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Units.count(1, "block")).isEqualTo("1 block");
    assertThat(Units.count(2, "block")).isEqualTo("2 blocks");
    assertThat(Units.percent(1, 3)).isEqualTo("33.3 %");
    assertThat(Units.percent(0, 0)).isEqualTo("-");
    assertThat(Units.nanos(7.94)).isEqualTo("7.9");
    assertThat(Units.nanos(1234.5)).isEqualTo("1,235");
    assertThat(Units.ratio(1.239)).isEqualTo("1.24");
    assertThat(Units.ratio(Double.NaN)).isEqualTo("-");
  }
}
