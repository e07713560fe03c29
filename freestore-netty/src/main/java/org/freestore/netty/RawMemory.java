// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The module's one door to raw memory: nothing else in it reads or writes by address or calls
/// `reinterpret`.
///
/// Addresses are absolute and not checked; callers have compared index and length with the capacity
/// of a live buffer. Big-endian unless the name says `LE`, as in [io.netty.buffer.ByteBuf].
final class RawMemory {
  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfShort SHORT_LE =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT_LE =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG_LE =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private RawMemory() {}

  /// Returns the same address in a way that lets the compiler see that it is not negative, and
  /// leave out the check.
  private static long bounded(long address) {
    return address << 2 >>> 2;
  }

  static byte getByte(long address) {
    return ALL.get(BYTE, bounded(address));
  }

  static void putByte(long address, int value) {
    ALL.set(BYTE, bounded(address), (byte) value);
  }

  static short getShort(long address) {
    return ALL.get(SHORT, bounded(address));
  }

  static short getShortLE(long address) {
    return ALL.get(SHORT_LE, bounded(address));
  }

  static void putShort(long address, int value) {
    ALL.set(SHORT, bounded(address), (short) value);
  }

  static void putShortLE(long address, int value) {
    ALL.set(SHORT_LE, bounded(address), (short) value);
  }

  static int getInt(long address) {
    return ALL.get(INT, bounded(address));
  }

  static int getIntLE(long address) {
    return ALL.get(INT_LE, bounded(address));
  }

  static void putInt(long address, int value) {
    ALL.set(INT, bounded(address), value);
  }

  static void putIntLE(long address, int value) {
    ALL.set(INT_LE, bounded(address), value);
  }

  static long getLong(long address) {
    return ALL.get(LONG, bounded(address));
  }

  static long getLongLE(long address) {
    return ALL.get(LONG_LE, bounded(address));
  }

  static void putLong(long address, long value) {
    ALL.set(LONG, bounded(address), value);
  }

  static void putLongLE(long address, long value) {
    ALL.set(LONG_LE, bounded(address), value);
  }

  /// Copies `byteSize` bytes; the two ranges may overlap.
  static void copy(long fromAddress, long toAddress, int byteSize) {
    MemorySegment.copy(ALL, fromAddress, ALL, toAddress, byteSize);
  }

  static void copyToArray(long fromAddress, byte[] array, int index, int byteSize) {
    MemorySegment.copy(ALL, BYTE, fromAddress, array, index, byteSize);
  }

  static void copyFromArray(byte[] array, int index, long toAddress, int byteSize) {
    MemorySegment.copy(array, index, ALL, BYTE, toAddress, byteSize);
  }

  /// Fills what remains of `buffer`, without moving its position.
  static void copyTo(ByteBuffer buffer, long fromAddress) {
    MemorySegment.copy(ALL, fromAddress, MemorySegment.ofBuffer(buffer), 0, buffer.remaining());
  }

  /// Copies what remains of `buffer`, without moving its position.
  static void copyFrom(ByteBuffer buffer, long toAddress) {
    MemorySegment.copy(MemorySegment.ofBuffer(buffer), 0, ALL, toAddress, buffer.remaining());
  }

  /// Returns a big-endian view that nothing can move beyond the given range.
  static ByteBuffer view(long address, int byteSize) {
    return ALL.asSlice(address, byteSize).asByteBuffer();
  }
}
