// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

import static org.assertj.core.api.Assertions.assertThat;

import org.freestore.memory.Memory;
import org.freestore.os.FaultyOsMemory;
import org.freestore.os.FaultyOsMemory.Operation;
import org.freestore.os.HostMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommittedSpaceTest {
  private static final long RESERVED_BYTES = 64L << 20;

  private FaultyOsMemory os;
  private long base;

  @BeforeEach
  void reserve() {
    os = new FaultyOsMemory(HostMemory.open());
    base = os.reserve(RESERVED_BYTES, Region.HUGE_PAGE_BYTES);
  }

  @AfterEach
  void release() {
    os.close();
  }

  private CommittedSpace space(boolean hugePages) {
    return new CommittedSpace(os, base, RESERVED_BYTES, hugePages);
  }

  @Test
  void atLeastWhatWasAskedForIsUsableAndNeverMoreThanReserved() {
    for (boolean hugePages : new boolean[] {false, true}) {
      CommittedSpace space = space(hugePages);
      for (long bytes = 1; bytes <= RESERVED_BYTES; bytes += bytes / 3 + 1000) {
        assertThat(space.ensure(bytes)).isTrue();
        assertThat(space.committedBytes()).isBetween(bytes, RESERVED_BYTES);
        Memory.putByte(base + space.committedBytes() - 1, (byte) 1);
      }
      assertThat(space.ensure(RESERVED_BYTES)).isTrue();
      assertThat(space.committedBytes()).isEqualTo(RESERVED_BYTES);
      assertThat(space.ensure(RESERVED_BYTES + 1)).isFalse();
    }
  }

  @Test
  void growingByteByByteAsksTheSystemSeldom() {
    CommittedSpace space = space(false);
    for (long bytes = 0; bytes <= 16L << 20; bytes += 4096) {
      assertThat(space.ensure(bytes)).isTrue();
    }
    assertThat(os.calls(Operation.COMMIT)).isLessThan(80);
  }

  @Test
  void aSmallSpaceCommitsLittle() {
    CommittedSpace space = space(false);
    assertThat(space.ensure(1)).isTrue();
    assertThat(space.committedBytes()).isEqualTo(64L << 10);
  }

  @Test
  void hugePagesAreCommittedWhole() {
    CommittedSpace space = space(true);
    assertThat(space.ensure(1)).isTrue();
    assertThat(space.committedBytes() % Region.HUGE_PAGE_BYTES).isZero();
  }

  @Test
  void whereAStepIsRefusedExactlyWhatIsNeededIsAskedFor() {
    CommittedSpace space = space(false);
    assertThat(space.ensure(16L << 20)).isTrue();
    long before = space.committedBytes();
    os.refuse(Operation.COMMIT, os.calls(Operation.COMMIT) + 1, 1);
    assertThat(space.ensure(before + 1)).isTrue();
    assertThat(space.committedBytes()).isEqualTo(before + (64L << 10));
  }

  @Test
  void aRefusedCommitIsSaidAndKeepsWhatWasThere() {
    CommittedSpace space = space(false);
    assertThat(space.ensure(100_000)).isTrue();
    long before = space.committedBytes();
    Memory.putByte(base + 99_999, (byte) 5);
    os.refuseAll(Operation.COMMIT);
    assertThat(space.ensure(1L << 20)).isFalse();
    assertThat(space.committedBytes()).isEqualTo(before);
    assertThat(space.ensure(before)).isTrue();
    os.recover();
    assertThat(space.ensure(1L << 20)).isTrue();
    assertThat(Memory.getByte(base + 99_999)).isEqualTo((byte) 5);
  }
}
