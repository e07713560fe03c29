// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

import org.freestore.region.Region;

/// The sizes blocks come in.
///
/// Up to 128 bytes there is a class for every multiple of 8; above, eight classes to the doubling,
/// at most 12.5 % apart, up to 64 KiB. What is larger is a run of granules of its own.
///
/// | classes | block bytes | blocks of a slab |
/// |---|---|---|
/// | 0 … 15 | 8, 16, 24, … 128 | 8192 … 512 |
/// | 16 … 55 | 144, 160, … 256, 288, … 4096 | 455 … 16 |
/// | 56 … 87 | 4608, 5120, … 65536 | 14 … 1 |
///
/// Every slab is one granule, so that what one class gives back serves any other.
///
/// Objects have classes of their own, since their slabs never serve another: 39 that follow the 88
/// of raw blocks, with the steps of those, from 16 bytes to 1 KiB.
///
/// | classes of objects | block bytes |
/// |---|---|
/// | 88 … 102 | 16, 24, … 128 |
/// | 103 … 126 | 144, 160, … 256, 288, … 1024 |
public final class SizeClasses {
  /// The classes of raw blocks: 0 and up.
  public static final int COUNT = 88;

  /// The classes of all slabs; those from [#COUNT] on are of objects.
  public static final int TOTAL_COUNT = 127;

  /// The largest block that an object has.
  public static final int LARGEST_OBJECT_BYTES = 1024;

  /// From the class of raw blocks to that of objects of the same size: there are no objects of 8
  /// bytes.
  private static final int TO_OBJECT_CLASS = COUNT - 1;

  public static final long LARGEST_BLOCK_BYTES = 64L << 10;

  /// Every class up to this size, in bytes, is a multiple of [#STEP_BYTES].
  private static final int LINEAR_BYTES = 128;

  private static final int STEP_BYTES = 8;
  private static final int STEP_SHIFT = 3;
  private static final int LINEAR_CLASSES = LINEAR_BYTES / STEP_BYTES;
  private static final int LINEAR_FLOOR = 7;
  private static final int HIGHEST_BIT = Integer.SIZE - 1;

  /// 8 and 16 share 16; then 32, 48, 64, 96, 128.
  private static final int[] COARSE_OF_LINEAR = {
    1, 1, 3, 3, 5, 5, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15
  };

  /// Products of an offset in a slab and a reciprocal keep this many fraction bits: enough for the
  /// quotient to be exact and for the fraction to tell multiples from the rest, over every offset
  /// of every class.
  static final int RECIPROCAL_SHIFT = 32;

  /// As long as a class's field in a word is wide, so that reading it needs no bounds check.
  private static final int TABLE_LENGTH = SlabWord.LARGE + 1;

  private static final int[] BLOCK_BYTES = new int[TOTAL_COUNT];
  private static final long[] RECIPROCALS = new long[TABLE_LENGTH];

  static {
    for (int sizeClass = 0; sizeClass < TOTAL_COUNT; sizeClass++) {
      int bytes =
          computeBlockBytes(isOfObjects(sizeClass) ? sizeClass - TO_OBJECT_CLASS : sizeClass);
      BLOCK_BYTES[sizeClass] = bytes;
      RECIPROCALS[sizeClass] = ((1L << RECIPROCAL_SHIFT) + bytes - 1) / bytes;
    }
  }

  private SizeClasses() {}

  private static int computeBlockBytes(int sizeClass) {
    if (sizeClass < LINEAR_CLASSES) {
      return (sizeClass + 1) * STEP_BYTES;
    }
    int doubling = (sizeClass - LINEAR_CLASSES) >>> STEP_SHIFT;
    int step = sizeClass - LINEAR_CLASSES & 7;
    return (9 + step) << (doubling + LINEAR_FLOOR - STEP_SHIFT);
  }

  /// Returns the class of the smallest blocks that hold `byteSize` bytes.
  ///
  /// One formula without a branch, since nobody could predict one: the last byte's highest four
  /// bits, of which the first is the doubling, count the classes. Below the doublings the steps are
  /// those of the first, as if bit 6 were set.
  ///
  /// @param byteSize from 0 to [#LARGEST_BLOCK_BYTES]
  public static int of(long byteSize) {
    int last = Math.max((int) byteSize - 1, 0);
    int shift = HIGHEST_BIT - STEP_SHIFT - Integer.numberOfLeadingZeros(last | LINEAR_BYTES / 2);
    return ((shift - STEP_SHIFT) << STEP_SHIFT) + (last >>> shift);
  }

  /// Returns the class of the smallest blocks that hold `byteSize` bytes and all start on a
  /// multiple of `byteAlignment`: slabs start on a granule, so blocks do where their size is a
  /// multiple.
  ///
  /// @param byteAlignment a power of two
  /// @return the class, or -1 where no class will do
  public static int of(long byteSize, long byteAlignment) {
    if (byteSize > LARGEST_BLOCK_BYTES || byteAlignment > LARGEST_BLOCK_BYTES) {
      return -1;
    }
    int sizeClass = of(byteSize);
    while ((BLOCK_BYTES[sizeClass] & byteAlignment - 1) != 0) {
      sizeClass++;
    }
    return sizeClass;
  }

  /// Returns whether slabs of a class hold objects.
  public static boolean isOfObjects(int sizeClass) {
    return sizeClass >= COUNT && sizeClass < TOTAL_COUNT;
  }

  /// Returns the class of the smallest blocks for objects that hold `byteSize` bytes, header
  /// included, and all start on a multiple of `byteAlignment`.
  ///
  /// @param byteSize from 0 to [#LARGEST_OBJECT_BYTES]
  /// @param byteAlignment a power of two up to [#LARGEST_OBJECT_BYTES]
  public static int ofObject(long byteSize, long byteAlignment) {
    return TO_OBJECT_CLASS + of(Math.max(byteSize, 2 * STEP_BYTES), byteAlignment);
  }

  /// Returns the coarse class that holds a class's blocks: itself or one of the next few, of which
  /// there are two to the doubling. Its blocks are aligned at least as well.
  public static int coarse(int sizeClass) {
    if (sizeClass < COARSE_OF_LINEAR.length) {
      return COARSE_OF_LINEAR[sizeClass];
    }
    return sizeClass | 3;
  }

  /// Returns the size of a class's blocks, in bytes.
  public static int blockBytes(int sizeClass) {
    return BLOCK_BYTES[sizeClass];
  }

  /// Returns the number of blocks of a class's slabs.
  public static int capacity(int sizeClass) {
    return (int) Region.GRANULE_BYTES / BLOCK_BYTES[sizeClass];
  }

  /// Returns `⌈2^32 / blockBytes⌉`; 0 for what is not a class of slabs.
  static long reciprocal(int sizeClass) {
    return RECIPROCALS[sizeClass];
  }

  /// Returns whether a product of an offset in a slab and its class's reciprocal came of a multiple
  /// of the block size: then its fraction is less than the reciprocal.
  static boolean isMultiple(long product, long reciprocal) {
    return Integer.compareUnsigned((int) product, (int) reciprocal) < 0;
  }
}
