// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

/// The word that the map holds for a granule: all that finding the state of a block takes, in one
/// load.
///
/// ```
///   63            39 38     32 31                          0
///   │ owner (25)    │ class (7)│ side table, in 64 bytes (32)│
/// ```
///
/// 0 says that no slab is here. A large block has class [#LARGE] in the word of its first granule;
/// its other granules have 0.
public final class SlabWord {
  /// The class of a large block.
  public static final int LARGE = 127;

  private static final int OWNER_SHIFT = 39;
  public static final int LARGEST_OWNER = (1 << (Long.SIZE - OWNER_SHIFT)) - 1;

  private static final int CLASS_SHIFT = 32;
  private static final long TABLE_MASK = (1L << CLASS_SHIFT) - 1;
  private static final int TABLE_UNIT_SHIFT = 6;
  private static final long OFFSET_MASK = 0xffff;

  private SlabWord() {}

  /// Makes a word.
  ///
  /// @param tableOffset of the slab's side table from the window's first, a multiple of 64
  static long of(int owner, int sizeClass, long tableOffset) {
    return (long) owner << OWNER_SHIFT
        | (long) sizeClass << CLASS_SHIFT
        | tableOffset >>> TABLE_UNIT_SHIFT;
  }

  /// Returns the owner and the class as one number, by which the magazine of the slab is found.
  public static int magazineSlot(long word) {
    return (int) (word >>> CLASS_SHIFT);
  }

  /// Returns the number for an owner and a class.
  public static int magazineSlot(int owner, int sizeClass) {
    return (owner << (OWNER_SHIFT - CLASS_SHIFT)) | sizeClass;
  }

  public static int owner(long word) {
    return (int) (word >>> OWNER_SHIFT);
  }

  public static int sizeClass(long word) {
    return (int) (word >>> CLASS_SHIFT) & LARGE;
  }

  /// Returns the offset of the side table from the window's first, in bytes.
  static long tableOffset(long word) {
    return (word & TABLE_MASK) << TABLE_UNIT_SHIFT;
  }

  /// Returns how far into its slab an address is: slabs are granules.
  static long offsetInSlab(long address) {
    return address & OFFSET_MASK;
  }
}
