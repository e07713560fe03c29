// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class PeakResidentTest {
  private static final long BYTES = 64 << 20;

  @Test
  void aPeakThatHasPassedIsMeasured() {
    PeakResident resident = new PeakResident();
    assumeThat(resident.method()).isNotEqualTo(PeakResident.Method.NONE);
    resident.begin();
    try (Arena arena = Arena.ofConfined()) {
      arena.allocate(BYTES); // An arena's memory is zeroed, and so touched.
    }
    assertThat(resident.end()).isBetween(BYTES / 10 * 9, BYTES * 3);
  }

  @Test
  void aPeakThatLastsIsSampled() throws InterruptedException {
    assumeThat(PeakResident.statusBytes("VmRSS:")).isPositive();
    long before = PeakResident.statusBytes("VmRSS:");
    ResidentSampler sampler = new ResidentSampler();
    sampler.start();
    try (Arena arena = Arena.ofConfined()) {
      arena.allocate(BYTES);
      Thread.sleep(50);
    }
    assertThat(sampler.stop() - before).isGreaterThan(BYTES / 2);
  }
}
