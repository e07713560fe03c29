// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

import static org.assertj.core.api.Assertions.assertThat;

import org.freestore.memory.FieldProbe;
import org.freestore.memory.Memory;
import org.junit.jupiter.api.Test;

/// The run's part of a descriptor: fields keep to themselves and to the last 32 bytes.
class GranuleDescriptorTest {
  private static final int PART_START = 96;
  private static final int BYTES = (int) GranuleDescriptor.DESCRIPTOR_BYTES;

  private static FieldProbe probe() {
    FieldProbe probe = new FieldProbe(BYTES, PART_START, BYTES);
    long d = probe.base();
    return probe
        .field(
            "state", at -> GranuleDescriptor.state(at, -1), () -> GranuleDescriptor.state(d) == -1)
        .field(
            "granules",
            at -> GranuleDescriptor.granules(at, -1),
            () -> GranuleDescriptor.granules(d) == -1)
        .field("next", at -> GranuleDescriptor.next(at, -2), () -> GranuleDescriptor.next(d) == -2)
        .field(
            "previous",
            at -> GranuleDescriptor.previous(at, -2),
            () -> GranuleDescriptor.previous(d) == -2)
        .field(
            "freed at",
            at -> GranuleDescriptor.freedAtMillis(at, -1),
            () -> GranuleDescriptor.freedAtMillis(d) == -1)
        .field("clean", at -> GranuleDescriptor.clean(at, true), () -> GranuleDescriptor.clean(d));
  }

  @Test
  void fieldsDoNotOverlapAndStayInTheRunsPart() {
    probe().close();
  }

  @Test
  void aDescriptorIs128Bytes() {
    assertThat(GranuleDescriptor.DESCRIPTOR_BYTES).isEqualTo(128);
    assertThat(1L << GranuleDescriptor.DESCRIPTOR_SHIFT).isEqualTo(128);
  }

  @Test
  void aFreshDescriptorIsNoRunAndItsLinksLeadNowhere() {
    try (FieldProbe probe = probe()) {
      Memory.fill(probe.base(), BYTES, (byte) 0);
      assertThat(GranuleDescriptor.state(probe.base())).isEqualTo(GranuleDescriptor.NONE);
      assertThat(GranuleDescriptor.next(probe.base())).isEqualTo(-1);
      assertThat(GranuleDescriptor.previous(probe.base())).isEqualTo(-1);
    }
  }
}
