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
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfLong LITTLE_LONG = LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle ALIGNED_INT = ValueLayout.JAVA_INT.varHandle();
  private static final VarHandle ALIGNED_LONG = ValueLayout.JAVA_LONG.varHandle();

  private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private Memory() {}

  /// Returns an address that is one already, in a way that lets the compiler see that it is not
  /// negative, and leave out the check.
  public static long bounded(long address) {
    return address << 2 >>> 2;
  }

  public static byte getByte(long address) {
    return ALL.get(BYTE, address);
  }

  public static void putByte(long address, byte value) {
    ALL.set(BYTE, address, value);
  }

  public static int getInt(long address) {
    return ALL.get(INT, address);
  }

  public static void putInt(long address, int value) {
    ALL.set(INT, address, value);
  }

  public static long getLong(long address) {
    return ALL.get(LONG, address);
  }

  public static void putLong(long address, long value) {
    ALL.set(LONG, address, value);
  }

  /// Reads a `long` whose lowest byte is the byte at `address`, on every machine.
  public static long getLongLittleEndian(long address) {
    return ALL.get(LITTLE_LONG, address);
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

  /// Sets `byteSize` bytes from `address` to `value`.
  public static void fill(long address, long byteSize, byte value) {
    ALL.asSlice(address, byteSize).fill(value);
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
}
