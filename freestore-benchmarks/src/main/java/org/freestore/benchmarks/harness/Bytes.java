// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.harness;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/// Memory by absolute address: what a pointer dereference is in C.
public final class Bytes {
  public static final int PAGE_BYTES = 4096;

  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  private static final VarHandle BYTE = JAVA_BYTE.varHandle();

  private Bytes() {}

  /// Writes one byte.
  public static void writeByte(long address, long value) {
    ALL.set(JAVA_BYTE, address, (byte) value);
  }

  /// Writes in a way that the compiler keeps, as `volatile` does in C.
  public static void writeByteOpaque(long address, byte value) {
    BYTE.setOpaque(ALL, address, value);
  }

  public static byte readByteOpaque(long address) {
    return (byte) BYTE.getOpaque(ALL, address);
  }

  public static void writeLong(long address, long value) {
    ALL.set(JAVA_LONG, address, value);
  }

  public static long readLong(long address) {
    return ALL.get(JAVA_LONG, address);
  }

  /// Writes the first byte of every page's worth of a block.
  public static void touch(long address, long bytes) {
    for (long offset = 0; offset < bytes; offset += PAGE_BYTES) {
      writeByte(address + offset, bytes);
    }
  }
}
