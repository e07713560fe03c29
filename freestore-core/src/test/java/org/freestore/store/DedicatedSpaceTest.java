// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.freestore.memory.Memory;
import org.freestore.os.FaultyOsMemory;
import org.freestore.os.FaultyOsMemory.Operation;
import org.freestore.os.HostMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DedicatedSpaceTest {
  private static final long MIB = 1L << 20;
  private static final long STRIDE_BYTES = 256L << 10;

  private FaultyOsMemory os;
  private DedicatedSpace space;

  @BeforeEach
  void makeSpace() {
    os = new FaultyOsMemory(HostMemory.open());
    space = new DedicatedSpace(os);
  }

  @AfterEach
  void release() {
    os.close();
  }

  private static boolean isZero(long address, long bytes) {
    for (long at = address; at < address + bytes; at += STRIDE_BYTES) {
      if (Memory.getLong(at) != 0) {
        return false;
      }
    }
    return true;
  }

  private static void scribble(long address, long bytes) {
    for (long at = address; at < address + bytes; at += STRIDE_BYTES) {
      Memory.putLong(at, -1);
    }
  }

  @Test
  void sizesAreRoundedToMebibytesAndImpossibleOnesStayImpossible() {
    assertThat(DedicatedSpace.reservationBytes(1)).isEqualTo(MIB);
    assertThat(DedicatedSpace.reservationBytes(MIB)).isEqualTo(MIB);
    assertThat(DedicatedSpace.reservationBytes(MIB + 1)).isEqualTo(2 * MIB);
    assertThat(DedicatedSpace.reservationBytes(Long.MAX_VALUE)).isNegative();
  }

  @Test
  void aRangeIsZeroAlignedAndZeroAgainWhenItIsReused() {
    for (long alignment = 1; alignment <= 64 * MIB; alignment *= 4) {
      long address = space.take(20 * MIB, alignment);
      assertThat(address % alignment).isZero();
      assertThat(isZero(address, 20 * MIB)).isTrue();
      scribble(address, 20 * MIB);
      space.giveBack(address, 20 * MIB);
    }
  }

  @Test
  void aBlockThatGrowsStepByStepDoesNotUseUpTheAddressSpace() {
    long address = space.take(16 * MIB, 1);
    long bytes = 16 * MIB;
    for (int step = 0; step < 200; step++) {
      long grown = space.take(bytes + MIB, 1);
      space.giveBack(address, bytes);
      address = grown;
      bytes += MIB;
    }
    assertThat(space.reservedBytes()).isLessThan(20 * bytes);
    assertThat(os.reservedBytes()).isEqualTo(space.reservedBytes());
  }

  @Test
  void aPartOfASpareServesASmallerBlockAndTheRestTheNext() {
    long whole = space.take(60 * MIB, 1);
    space.giveBack(whole, 60 * MIB);
    long first = space.take(20 * MIB, 1);
    long second = space.take(40 * MIB, 1);
    assertThat(first).isEqualTo(whole);
    assertThat(second).isEqualTo(whole + 20 * MIB);
    space.giveBack(first, 20 * MIB);
    space.giveBack(second, 40 * MIB);
    assertThat(space.take(60 * MIB, 1)).isEqualTo(whole);
    assertThat(os.reservationCount()).isEqualTo(1);
  }

  @Test
  void aFreedRangeIsKnownAsSuchUntilItIsReused() {
    long address = space.take(20 * MIB, 1);
    assertThat(space.isSpare(address)).isFalse();
    space.giveBack(address, 20 * MIB);
    assertThat(space.isSpare(address)).isTrue();
    assertThat(space.isSpare(address + 8)).isFalse();
    assertThat(space.isSpare(address + 20 * MIB)).isFalse();
    assertThat(space.take(20 * MIB, 1)).isEqualTo(address);
    assertThat(space.isSpare(address)).isFalse();
  }

  @Test
  void whatTheSystemDoesNotTakeBackIsOfferedAgainAndNotReusedBefore() {
    long address = space.take(20 * MIB, 1);
    scribble(address, 20 * MIB);
    os.refuseAll(Operation.PURGE);
    space.giveBack(address, 20 * MIB);
    assertThat(space.isSpare(address)).isTrue();
    assertThat(space.take(20 * MIB, 1)).isNotEqualTo(address);
    os.recover();
    assertThat(space.take(20 * MIB, 1)).isEqualTo(address);
    assertThat(isZero(address, 20 * MIB)).isTrue();
  }

  @Test
  void aRefusedReservationOrCommitLeavesNothingBehind() {
    for (Operation operation : new Operation[] {Operation.RESERVE, Operation.COMMIT}) {
      os.refuse(operation, os.calls(operation) + 1, 1);
      assertThat(space.take(20 * MIB, 1)).isZero();
      assertThat(os.reservationCount()).isZero();
      assertThat(space.reservedBytes()).isZero();
    }
  }

  @Test
  void whateverIsTakenAndGivenRangesDoNotOverlapAndAreZero() {
    SplittableRandom random = new SplittableRandom(11);
    TreeMap<Long, Long> live = new TreeMap<>();
    for (int step = 0; step < 400; step++) {
      if (live.size() > 6 || (!live.isEmpty() && random.nextBoolean())) {
        Map.Entry<Long, Long> victim = live.pollFirstEntry();
        scribble(victim.getKey(), victim.getValue());
        space.giveBack(victim.getKey(), victim.getValue());
      } else {
        long bytes = random.nextLong(16, 40) * MIB;
        long alignment = MIB << random.nextInt(6);
        long address = space.take(bytes, alignment);
        assertEquals(0, address % alignment);
        Map.Entry<Long, Long> below = live.lowerEntry(address + bytes);
        assertTrue(below == null || below.getKey() + below.getValue() <= address);
        assertTrue(isZero(address, bytes));
        live.put(address, bytes);
      }
    }
    assertThat(space.reservedBytes()).isLessThan(1024 * MIB);
  }
}
