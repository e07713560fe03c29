// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.allocator;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads and writes the bytes of blocks by address.
///
/// Every block is used as little as a program can: its first byte is written, and one byte in each
/// 4 KiB after it, so that its pages are really there. What is written depends on the slot alone,
/// so that it can be told later whether another block's owner wrote over it.
public final class BlockBytes {
  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final int PAGE_BYTES = 4096;

  private BlockBytes() {}

  /// Writes the first byte of a new block and one byte in each 4 KiB after it.
  public static void touch(long address, long byteSize, int slot) {
    if (byteSize > 0) {
      write(address, mark(slot));
      if (byteSize > PAGE_BYTES) {
        touchFrom(PAGE_BYTES, address, byteSize, slot);
      }
    }
  }

  /// Writes what [#touch] writes of the part by which a block grew.
  public static void touchGrowth(long address, long fromByteSize, long byteSize, int slot) {
    if (fromByteSize == 0) {
      touch(address, byteSize, slot);
    } else if (byteSize > fromByteSize) {
      touchFrom((fromByteSize + PAGE_BYTES - 1) & -PAGE_BYTES, address, byteSize, slot);
    }
  }

  private static void touchFrom(long first, long address, long byteSize, int slot) {
    byte mark = mark(slot);
    for (long offset = first; offset < byteSize; offset += PAGE_BYTES) {
      write(address + offset, mark);
    }
  }

  /// Returns what is written to a block in this slot.
  static byte mark(int slot) {
    return (byte) (slot * 31 + 7);
  }

  static byte read(long address) {
    return ALL.get(BYTE, address);
  }

  static void write(long address, byte value) {
    ALL.set(BYTE, address, value);
  }

  static void zero(long address, long byteSize) {
    ALL.asSlice(address, byteSize).fill((byte) 0);
  }

  static void copy(long from, long to, long byteSize) {
    MemorySegment.copy(ALL, from, ALL, to, byteSize);
  }
}
