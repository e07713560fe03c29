// SPDX-License-Identifier: Apache-2.0
package org.freestore.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The one door to raw memory: every read and write by address in Freestore goes through here, and
/// nothing else in the core holds a `VarHandle` on memory or calls `reinterpret`.
///
/// Addresses are absolute. There is no bounds check beyond "not negative"; the caller owns the
/// proof that an address is mapped. Plain accesses need no alignment; the atomic ones need natural
/// alignment, and their names carry the memory order. Byte order is the machine's.
public final class Memory {
  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  // Handles instead of the segment's own methods, which call them: the compiler gives up inlining
  // when it has seen so much code, and a tenth less of it for each access leaves room for others.
  private static final VarHandle ANY_BYTE = BYTE.varHandle();
  private static final VarHandle ANY_SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.varHandle();
  private static final VarHandle ANY_CHAR = ValueLayout.JAVA_CHAR_UNALIGNED.varHandle();
  private static final VarHandle ANY_INT = ValueLayout.JAVA_INT_UNALIGNED.varHandle();
  private static final VarHandle ANY_LONG = ValueLayout.JAVA_LONG_UNALIGNED.varHandle();
  private static final VarHandle ANY_FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.varHandle();
  private static final VarHandle ANY_DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED.varHandle();
  private static final VarHandle ANY_LITTLE_LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
  private static final VarHandle ALIGNED_BYTE = ValueLayout.JAVA_BYTE.varHandle();
  private static final VarHandle ALIGNED_SHORT = ValueLayout.JAVA_SHORT.varHandle();
  private static final VarHandle ALIGNED_CHAR = ValueLayout.JAVA_CHAR.varHandle();
  private static final VarHandle ALIGNED_INT = ValueLayout.JAVA_INT.varHandle();
  private static final VarHandle ALIGNED_LONG = ValueLayout.JAVA_LONG.varHandle();
  private static final VarHandle ALIGNED_FLOAT = ValueLayout.JAVA_FLOAT.varHandle();
  private static final VarHandle ALIGNED_DOUBLE = ValueLayout.JAVA_DOUBLE.varHandle();

  /// On the Java heap, where no stray write can reach them.
  private static final byte[] ZEROS = new byte[4096];

  /// Up to here stores of words are faster than a call.
  private static final int MOST_STORED_BYTES = 64;

  private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private Memory() {}

  /// Returns an address that is one already, in a way that lets the compiler see that it is not
  /// negative, and leave out the check.
  public static long bounded(long address) {
    return address << 2 >>> 2;
  }

  public static byte getByte(long address) {
    return (byte) ANY_BYTE.get(ALL, address);
  }

  public static void putByte(long address, byte value) {
    ANY_BYTE.set(ALL, address, value);
  }

  public static boolean getBoolean(long address) {
    return getByte(address) != 0;
  }

  public static void putBoolean(long address, boolean value) {
    putByte(address, (byte) (value ? 1 : 0));
  }

  public static short getShort(long address) {
    return (short) ANY_SHORT.get(ALL, address);
  }

  public static void putShort(long address, short value) {
    ANY_SHORT.set(ALL, address, value);
  }

  public static char getChar(long address) {
    return (char) ANY_CHAR.get(ALL, address);
  }

  public static void putChar(long address, char value) {
    ANY_CHAR.set(ALL, address, value);
  }

  public static int getInt(long address) {
    return (int) ANY_INT.get(ALL, address);
  }

  public static void putInt(long address, int value) {
    ANY_INT.set(ALL, address, value);
  }

  public static long getLong(long address) {
    return (long) ANY_LONG.get(ALL, address);
  }

  public static void putLong(long address, long value) {
    ANY_LONG.set(ALL, address, value);
  }

  public static float getFloat(long address) {
    return (float) ANY_FLOAT.get(ALL, address);
  }

  public static void putFloat(long address, float value) {
    ANY_FLOAT.set(ALL, address, value);
  }

  public static double getDouble(long address) {
    return (double) ANY_DOUBLE.get(ALL, address);
  }

  public static void putDouble(long address, double value) {
    ANY_DOUBLE.set(ALL, address, value);
  }

  /// Reads a `long` whose lowest byte is the byte at `address`, on every machine.
  public static long getLongLittleEndian(long address) {
    return (long) ANY_LITTLE_LONG.get(ALL, address);
  }

  public static boolean getBooleanVolatile(long address) {
    return getByteVolatile(address) != 0;
  }

  public static void putBooleanVolatile(long address, boolean value) {
    putByteVolatile(address, (byte) (value ? 1 : 0));
  }

  public static byte getByteVolatile(long address) {
    return (byte) ALIGNED_BYTE.getVolatile(ALL, address);
  }

  public static void putByteVolatile(long address, byte value) {
    ALIGNED_BYTE.setVolatile(ALL, address, value);
  }

  public static short getShortVolatile(long address) {
    return (short) ALIGNED_SHORT.getVolatile(ALL, address);
  }

  public static void putShortVolatile(long address, short value) {
    ALIGNED_SHORT.setVolatile(ALL, address, value);
  }

  public static char getCharVolatile(long address) {
    return (char) ALIGNED_CHAR.getVolatile(ALL, address);
  }

  public static void putCharVolatile(long address, char value) {
    ALIGNED_CHAR.setVolatile(ALL, address, value);
  }

  public static void putIntVolatile(long address, int value) {
    ALIGNED_INT.setVolatile(ALL, address, value);
  }

  public static long getLongVolatile(long address) {
    return (long) ALIGNED_LONG.getVolatile(ALL, address);
  }

  public static void putLongVolatile(long address, long value) {
    ALIGNED_LONG.setVolatile(ALL, address, value);
  }

  public static float getFloatVolatile(long address) {
    return (float) ALIGNED_FLOAT.getVolatile(ALL, address);
  }

  public static void putFloatVolatile(long address, float value) {
    ALIGNED_FLOAT.setVolatile(ALL, address, value);
  }

  public static double getDoubleVolatile(long address) {
    return (double) ALIGNED_DOUBLE.getVolatile(ALL, address);
  }

  public static void putDoubleVolatile(long address, double value) {
    ALIGNED_DOUBLE.setVolatile(ALL, address, value);
  }

  public static boolean compareAndSetLong(long address, long expected, long value) {
    return ALIGNED_LONG.compareAndSet(ALL, address, expected, value);
  }

  public static long getAndAddLong(long address, long delta) {
    return (long) ALIGNED_LONG.getAndAdd(ALL, address, delta);
  }

  public static void putByteRelease(long address, byte value) {
    ALIGNED_BYTE.setRelease(ALL, address, value);
  }

  public static int getIntVolatile(long address) {
    return (int) ALIGNED_INT.getVolatile(ALL, address);
  }

  public static int getIntAcquire(long address) {
    return (int) ALIGNED_INT.getAcquire(ALL, address);
  }

  public static void putIntRelease(long address, int value) {
    ALIGNED_INT.setRelease(ALL, address, value);
  }

  public static boolean compareAndSetInt(long address, int expected, int value) {
    return ALIGNED_INT.compareAndSet(ALL, address, expected, value);
  }

  public static int getAndAddInt(long address, int delta) {
    return (int) ALIGNED_INT.getAndAdd(ALL, address, delta);
  }

  public static int getAndSetInt(long address, int value) {
    return (int) ALIGNED_INT.getAndSet(ALL, address, value);
  }

  public static int getAndBitwiseOrInt(long address, int mask) {
    return (int) ALIGNED_INT.getAndBitwiseOr(ALL, address, mask);
  }

  public static int getAndBitwiseAndInt(long address, int mask) {
    return (int) ALIGNED_INT.getAndBitwiseAnd(ALL, address, mask);
  }

  public static long getLongAcquire(long address) {
    return (long) ALIGNED_LONG.getAcquire(ALL, address);
  }

  public static void putLongRelease(long address, long value) {
    ALIGNED_LONG.setRelease(ALL, address, value);
  }

  /// Returns how far the byte at `address` is shifted within the aligned `int` that holds it.
  public static int bitShiftOfByteInInt(long address) {
    int index = (int) address & 3;
    return Byte.SIZE * (LITTLE_ENDIAN ? index : 3 - index);
  }

  /// Zeroes `byteSize` bytes, by copying zeros: the JDK copies several times as fast as it fills.
  public static void zero(long address, long byteSize) {
    if (byteSize > ZEROS.length) {
      zeroInParts(address, byteSize);
    } else {
      MemorySegment.copy(ZEROS, 0, ALL, BYTE, bounded(address), (int) byteSize);
    }
  }

  private static void zeroInParts(long address, long byteSize) {
    long at = address;
    for (long left = byteSize; left > 0; left -= ZEROS.length) {
      zero(at, Math.min(left, ZEROS.length));
      at += ZEROS.length;
    }
  }

  /// Sets `byteSize` bytes from `address` to `value`.
  public static void fill(long address, long byteSize, byte value) {
    if (value == 0) {
      zero(address, byteSize);
      return;
    }
    ALL.asSlice(address, byteSize).fill(value);
  }

  /// Zeroes `byteSize` bytes, a multiple of 8: small sizes, where known to the compiler, become a
  /// few stores.
  public static void zeroWords(long address, long byteSize) {
    if (byteSize > MOST_STORED_BYTES) {
      fill(address, byteSize, (byte) 0);
      return;
    }
    for (int at = 0; at < (int) byteSize; at += Long.BYTES) {
      putLong(address + at, 0);
    }
  }

  /// Zeroes `byteSize` bytes, a multiple of 8, where the compiler does not know how many: one jump
  /// is shorter than a loop for the few that an object has.
  @SuppressWarnings("fallthrough")
  public static void zeroFewWords(long address, long byteSize) {
    long at = bounded(address);
    switch ((int) byteSize >>> 3) {
      case 8:
        putLong(at + 56, 0);
      case 7:
        putLong(at + 48, 0);
      case 6:
        putLong(at + 40, 0);
      case 5:
        putLong(at + 32, 0);
      case 4:
        putLong(at + 24, 0);
      case 3:
        putLong(at + 16, 0);
      case 2:
        putLong(at + 8, 0);
      case 1:
        putLong(at, 0);
        return;
      default:
        fill(address, byteSize, (byte) 0);
    }
  }

  /// Copies `byteSize` bytes; the two ranges may overlap.
  public static void copy(long fromAddress, long toAddress, long byteSize) {
    MemorySegment.copy(ALL, fromAddress, ALL, toAddress, byteSize);
  }

  /// Returns the offset of the first byte in `[address, address + byteSize)` that is not `value`,
  /// or -1.
  public static long mismatch(long address, long byteSize, byte value) {
    long wide = (value & 0xffL) * 0x0101_0101_0101_0101L;
    long i = 0;
    while (i + Long.BYTES <= byteSize && getLong(address + i) == wide) {
      i += Long.BYTES;
    }
    while (i < byteSize && getByte(address + i) == value) {
      i++;
    }
    return i < byteSize ? i : -1;
  }

  /// Copies a Java array to an address.
  public static void copyFromArray(byte[] array, long toAddress) {
    MemorySegment.copy(array, 0, ALL, BYTE, toAddress, array.length);
  }

  /// Fills a Java array from an address.
  public static void copyToArray(long fromAddress, byte[] array) {
    MemorySegment.copy(ALL, BYTE, fromAddress, array, 0, array.length);
  }

  /// Copies `count` elements of a Java array, whose class `layout` is of, to an address.
  public static void copyFromArray(
      Object array, int index, ValueLayout layout, long toAddress, int count) {
    MemorySegment.copy(array, index, ALL, layout, toAddress, count);
  }

  /// Copies `count` elements from an address to a Java array, whose class `layout` is of.
  public static void copyToArray(
      long fromAddress, ValueLayout layout, Object array, int index, int count) {
    MemorySegment.copy(ALL, layout, fromAddress, array, index, count);
  }

  /// Returns a segment over `[address, address + byteSize)` in the global scope: always alive, any
  /// thread.
  public static MemorySegment segment(long address, long byteSize) {
    return ALL.asSlice(address, byteSize);
  }

  /// Returns a segment over `[address, address + byteSize)` that lives and dies with `arena` and
  /// keeps its thread rule.
  public static MemorySegment segment(long address, long byteSize, Arena arena) {
    return MemorySegment.ofAddress(address).reinterpret(byteSize, arena, null);
  }

  /// Returns a segment as [#segment(long, long, Arena)] does; once `arena` is closed, `afterwards`
  /// runs.
  public static MemorySegment segment(
      long address, long byteSize, Arena arena, Runnable afterwards) {
    return MemorySegment.ofAddress(address)
        .reinterpret(byteSize, arena, ignored -> afterwards.run());
  }
}
