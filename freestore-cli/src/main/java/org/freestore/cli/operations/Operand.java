// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.operations;

/// One operation's code, alignment and size in a `long`.
///
/// ```
///  63      60        54          48                                               0
///  +-------+---------+-----------+------------------------------------------------+
///  | code  | unused  | log2 align|                     bytes                      |
///  +-------+---------+-----------+------------------------------------------------+
/// ```
///
/// | code | slot | bytes |
/// |---|---|---|
/// | [#MALLOC], [#CALLOC], [#MEMALIGN] | where the block goes | requested |
/// | [#REALLOC] | where the block goes | requested |
/// | [#FROM], always right after a [#REALLOC] | where the block was | its size until now |
/// | [#FREE] | where the block was | its size |
/// | [#THREAD_DONE] | 0 | 0 |
public final class Operand {
  public static final int MALLOC = 1;
  public static final int CALLOC = 2;
  public static final int MEMALIGN = 3;
  public static final int REALLOC = 4;
  public static final int FROM = 5;
  public static final int FREE = 6;
  public static final int THREAD_DONE = 7;

  /// The largest size that can be said: 256 TiB less one byte.
  public static final long MAX_BYTES = (1L << 48) - 1;

  private static final int CODE_SHIFT = 60;
  private static final int ALIGN_SHIFT = 48;
  private static final long ALIGN_MASK = 63;

  private Operand() {}

  /// Returns the operand of an operation without alignment.
  public static long of(int code, long byteSize) {
    return (long) code << CODE_SHIFT | byteSize;
  }

  /// Returns the operand of a [#MEMALIGN].
  public static long aligned(long byteSize, long byteAlignment) {
    long log2 = Long.numberOfTrailingZeros(byteAlignment);
    return of(MEMALIGN, byteSize) | log2 << ALIGN_SHIFT;
  }

  public static int code(long operand) {
    return (int) (operand >>> CODE_SHIFT);
  }

  public static long byteSize(long operand) {
    return operand & MAX_BYTES;
  }

  public static long byteAlignment(long operand) {
    return 1L << (operand >>> ALIGN_SHIFT & ALIGN_MASK);
  }
}
