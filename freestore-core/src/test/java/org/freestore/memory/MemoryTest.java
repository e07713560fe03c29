// SPDX-License-Identifier: Apache-2.0
package org.freestore.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

/// What goes through the one door to raw memory arrives, and nothing beside it.
class MemoryTest {
  private static final int BYTES = 96;

  private final MemorySegment segment = Arena.ofAuto().allocate(BYTES, 64);
  private final long base = segment.address();

  private void fillWith(int value) {
    segment.fill((byte) value);
  }

  /// Asserts that all but `[from, to)` is still `value`.
  private void assertElsewhere(int value, int from, int to) {
    for (int i = 0; i < BYTES; i++) {
      if (i < from || i >= to) {
        assertThat(segment.get(ValueLayout.JAVA_BYTE, i)).isEqualTo((byte) value);
      }
    }
  }

  @Test
  void plainWritesOfEveryWidthReachTheirBytesAtEveryOffset() {
    for (int offset = 0; offset <= BYTES - Long.BYTES; offset++) {
      fillWith(0x11);
      Memory.putByte(base + offset, (byte) 0xa5);
      assertThat(Memory.getByte(base + offset)).isEqualTo((byte) 0xa5);
      assertElsewhere(0x11, offset, offset + 1);
      Memory.putInt(base + offset, 0x89ab_cdef);
      assertThat(Memory.getInt(base + offset)).isEqualTo(0x89ab_cdef);
      assertThat(segment.get(ValueLayout.JAVA_INT_UNALIGNED, offset)).isEqualTo(0x89ab_cdef);
      assertElsewhere(0x11, offset, offset + Integer.BYTES);
      Memory.putLong(base + offset, 0x8123_4567_89ab_cdefL);
      assertThat(Memory.getLong(base + offset)).isEqualTo(0x8123_4567_89ab_cdefL);
      assertElsewhere(0x11, offset, offset + Long.BYTES);
    }
  }

  @Test
  void aLittleEndianReadHasTheByteAtTheAddressLowest() {
    for (int i = 0; i < BYTES; i++) {
      segment.set(ValueLayout.JAVA_BYTE, i, (byte) (i + 1));
    }
    for (int offset = 0; offset <= BYTES - Long.BYTES; offset++) {
      long read = Memory.getLongLittleEndian(base + offset);
      for (int i = 0; i < Long.BYTES; i++) {
        assertThat((byte) (read >>> (8 * i))).isEqualTo((byte) (offset + i + 1));
      }
    }
  }

  @Test
  void theShiftOfAByteIsWhereItIsInItsInt() {
    for (int offset = 0; offset < 16; offset++) {
      fillWith(0);
      Memory.putByte(base + offset, (byte) 0xa5);
      int word = Memory.getIntVolatile(base + (offset & ~3));
      assertThat((word >>> Memory.bitShiftOfByteInInt(base + offset)) & 0xff).isEqualTo(0xa5);
    }
  }

  @Test
  void orderedAccessesReadWhatWasWritten() {
    Memory.putIntRelease(base + 4, -7);
    assertThat(Memory.getIntAcquire(base + 4)).isEqualTo(-7);
    assertThat(Memory.getIntVolatile(base + 4)).isEqualTo(-7);
    Memory.putLongRelease(base + 8, -9L);
    assertThat(Memory.getLongAcquire(base + 8)).isEqualTo(-9L);
  }

  @Test
  void atomicOperationsReturnWhatWasThereAndWriteWhatTheySay() {
    fillWith(0);
    assertThat(Memory.compareAndSetInt(base, 1, 2)).isFalse();
    assertThat(Memory.compareAndSetInt(base, 0, 5)).isTrue();
    assertThat(Memory.getAndAddInt(base, -7)).isEqualTo(5);
    assertThat(Memory.getAndSetInt(base, 0x0f)).isEqualTo(-2);
    assertThat(Memory.getAndBitwiseOrInt(base, 0x70)).isEqualTo(0x0f);
    assertThat(Memory.getAndBitwiseAndInt(base, 0x3c)).isEqualTo(0x7f);
    assertThat(Memory.getInt(base)).isEqualTo(0x3c);
    assertElsewhere(0, 0, Integer.BYTES);
  }

  @Test
  void fillingSetsTheRangeAndNothingElse() {
    for (int from = 0; from < 20; from++) {
      for (int bytes = 0; bytes < 40; bytes++) {
        fillWith(0x22);
        Memory.fill(base + from, bytes, (byte) 0x77);
        assertElsewhere(0x22, from, from + bytes);
        assertThat(Memory.mismatch(base + from, bytes, (byte) 0x77)).isEqualTo(-1);
      }
    }
  }

  @Test
  void aMismatchIsTheFirstByteThatDiffersForEveryLengthAndPosition() {
    for (int bytes = 0; bytes <= 40; bytes++) {
      for (int wrong = 0; wrong < bytes; wrong++) {
        fillWith(0xfd);
        assertThat(Memory.mismatch(base + 3, bytes, (byte) 0xfd)).isEqualTo(-1);
        Memory.putByte(base + 3 + wrong, (byte) 0xfc);
        Memory.putByte(base + 3 + bytes - 1, (byte) 0);
        assertThat(Memory.mismatch(base + 3, bytes, (byte) 0xfd)).isEqualTo(wrong);
      }
    }
  }

  @Test
  void whatLiesBehindARangeIsNoMismatch() {
    for (int bytes = 0; bytes <= 40; bytes++) {
      fillWith(0);
      Memory.fill(base + 1, bytes, (byte) 0xde);
      assertThat(Memory.mismatch(base + 1, bytes, (byte) 0xde)).isEqualTo(-1);
    }
  }

  @Test
  void copiedRangesMayOverlap() {
    for (int shift = -8; shift <= 8; shift++) {
      for (int i = 0; i < BYTES; i++) {
        Memory.putByte(base + i, (byte) i);
      }
      Memory.copy(base + 20, base + 20 + shift, 30);
      for (int i = 0; i < 30; i++) {
        assertThat(Memory.getByte(base + 20 + shift + i)).isEqualTo((byte) (20 + i));
      }
    }
  }

  @Test
  void aSegmentOfAnArenaDiesWithIt() {
    MemorySegment view;
    try (Arena lifetime = Arena.ofConfined()) {
      view = Memory.segment(base, 16, lifetime);
      view.set(ValueLayout.JAVA_BYTE, 15, (byte) 9);
      assertThat(Memory.getByte(base + 15)).isEqualTo((byte) 9);
      assertThatThrownBy(() -> view.get(ValueLayout.JAVA_BYTE, 16))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> view.get(ValueLayout.JAVA_BYTE, 0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSegmentOfTheGlobalScopeHasItsBounds() {
    MemorySegment view = Memory.segment(base + 8, 16);
    assertThat(view.address()).isEqualTo(base + 8);
    assertThat(view.byteSize()).isEqualTo(16);
    assertThatThrownBy(() -> view.get(ValueLayout.JAVA_BYTE, 16))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
