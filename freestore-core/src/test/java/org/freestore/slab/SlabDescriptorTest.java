// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

import static org.assertj.core.api.Assertions.assertThat;

import org.freestore.memory.FieldProbe;
import org.freestore.memory.Memory;
import org.freestore.region.GranuleDescriptor;
import org.junit.jupiter.api.Test;

/// The slab's part of a descriptor: fields keep to themselves and to the first 96 bytes.
class SlabDescriptorTest {
  private static final int PART_END = 96;

  private static FieldProbe probe() {
    FieldProbe probe = new FieldProbe((int) GranuleDescriptor.DESCRIPTOR_BYTES, 0, PART_END);
    long d = probe.base();
    return probe
        .field("owner", at -> SlabDescriptor.owner(at, -1), () -> SlabDescriptor.owner(d) == -1)
        .field(
            "size class",
            at -> SlabDescriptor.sizeClass(at, -1),
            () -> SlabDescriptor.sizeClass(d) == -1)
        .field("start", at -> SlabDescriptor.start(at, -1), () -> SlabDescriptor.start(d) == -1)
        .field("states", at -> SlabDescriptor.states(at, -1), () -> SlabDescriptor.states(d) == -1)
        .field(
            "block bytes",
            at -> SlabDescriptor.blockBytes(at, -1),
            () -> SlabDescriptor.blockBytes(d) == -1)
        .field(
            "capacity",
            at -> SlabDescriptor.capacity(at, -1),
            () -> SlabDescriptor.capacity(d) == -1)
        .field(
            "remote word",
            at -> Memory.putInt(SlabDescriptor.remoteWord(at), -1),
            () -> Memory.getInt(SlabDescriptor.remoteWord(d)) == -1)
        .field(
            "pending next",
            at -> SlabDescriptor.pendingNext(at, -2),
            () -> SlabDescriptor.pendingNext(d) == -2)
        .field("used", at -> SlabDescriptor.used(at, -1), () -> SlabDescriptor.used(d) == -1)
        .field("scan", at -> SlabDescriptor.scan(at, -1), () -> SlabDescriptor.scan(d) == -1)
        .field(
            "touched", at -> SlabDescriptor.touched(at, -1), () -> SlabDescriptor.touched(d) == -1)
        .field("next", at -> SlabDescriptor.next(at, -2), () -> SlabDescriptor.next(d) == -2)
        .field(
            "previous",
            at -> SlabDescriptor.previous(at, -2),
            () -> SlabDescriptor.previous(d) == -2)
        .field("list", at -> SlabDescriptor.list(at, -1), () -> SlabDescriptor.list(d) == -1);
  }

  @Test
  void fieldsDoNotOverlapAndStayInTheSlabsPart() {
    probe().close();
  }

  @Test
  void whatOtherThreadsWriteIsNotOnTheCacheLineThatEveryFreeReads() {
    try (FieldProbe probe = probe()) {
      assertThat(probe.offset("block bytes")).isLessThan(64);
      assertThat(probe.offset("states")).isLessThan(64);
      assertThat(probe.offset("remote word")).isGreaterThanOrEqualTo(64);
      assertThat(probe.offset("used")).isGreaterThanOrEqualTo(64);
    }
  }

  @Test
  void atomicFieldsAreAligned() {
    try (FieldProbe probe = probe()) {
      assertThat(probe.offset("owner") % Integer.BYTES).isZero();
      assertThat(probe.offset("remote word") % Integer.BYTES).isZero();
      assertThat(probe.base() % 64).isZero();
    }
  }

  @Test
  void linksOfAFreshDescriptorLeadNowhere() {
    try (FieldProbe probe = probe()) {
      Memory.fill(probe.base(), GranuleDescriptor.DESCRIPTOR_BYTES, (byte) 0);
      assertThat(SlabDescriptor.next(probe.base())).isEqualTo(-1);
      assertThat(SlabDescriptor.previous(probe.base())).isEqualTo(-1);
      assertThat(SlabDescriptor.pendingNext(probe.base())).isEqualTo(-1);
      assertThat(SlabDescriptor.owner(probe.base())).isZero();
    }
  }
}
