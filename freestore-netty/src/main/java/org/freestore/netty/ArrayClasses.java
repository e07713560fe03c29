// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

/// The lengths that pooled arrays come in: four to the doubling from 64 bytes to 4 MiB, so that at
/// most a fifth of an array is not asked for. What is longer is not pooled.
final class ArrayClasses {
  static final int SMALLEST_BYTES = 64;
  static final int LARGEST_BYTES = 4 << 20;

  private static final int SMALLEST_SHIFT = Integer.numberOfTrailingZeros(SMALLEST_BYTES);
  private static final int STEP_SHIFT = 2;
  private static final int STEPS = 1 << STEP_SHIFT;

  static final int COUNT = of(LARGEST_BYTES) + 1;

  private ArrayClasses() {}

  /// Returns the class of the shortest arrays that have `byteSize` bytes.
  ///
  /// @param byteSize at most [#LARGEST_BYTES]
  static int of(int byteSize) {
    if (byteSize <= SMALLEST_BYTES) {
      return 0;
    }
    int last = byteSize - 1;
    int shift = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(last);
    int step = (last >>> (shift - STEP_SHIFT)) & (STEPS - 1);
    return ((shift - SMALLEST_SHIFT) << STEP_SHIFT) + step + 1;
  }

  /// Returns the length of the arrays of a class, in bytes.
  static int byteSize(int arrayClass) {
    if (arrayClass == 0) {
      return SMALLEST_BYTES;
    }
    int shift = SMALLEST_SHIFT + ((arrayClass - 1) >>> STEP_SHIFT);
    int step = (arrayClass - 1) & (STEPS - 1);
    return (1 << shift) + ((step + 1) << (shift - STEP_SHIFT));
  }

  /// Returns whether an array of `length` bytes can stay when `byteSize` are asked for: it is long
  /// enough, and not half of it would be wasted.
  static boolean fits(int length, int byteSize) {
    return byteSize <= length && (byteSize > length >>> 1 || length <= SMALLEST_BYTES);
  }
}
