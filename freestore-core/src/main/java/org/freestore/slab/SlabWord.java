// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

/// The word that the map holds for a granule: all that finding the state of a block takes, in one
/// load.
///
/// ```
///   63            41 40     34 33        31 30                          0
///   │ owner (23)    │ class (7)│ within (3) │ side table, in 64 bytes (31)│
/// ```
///
/// *Within* is the granule's place in its slab, so that the slab's first granule, and thereby the
/// offset of an address in the slab, follow. 0 says that no slab is here. A large block has class
/// [#LARGE] in the word of its first granule; its other granules have 0.
public final class SlabWord {
  /// The class of a large block.
  public static final int LARGE = 127;

  private static final int OWNER_SHIFT = 41;
  public static final int LARGEST_OWNER = (1 << (Long.SIZE - OWNER_SHIFT)) - 1;

  private static final int CLASS_SHIFT = 34;
  private static final int WITHIN_SHIFT = 31;
  private static final int WITHIN_MASK = 7;
  private static final long TABLE_MASK = (1L << WITHIN_SHIFT) - 1;
  private static final int TABLE_UNIT_SHIFT = 6;
  private static final long OFFSET_MASK = 0xffff;

  private SlabWord() {}

  /// Makes a word.
  ///
  /// @param tableOffset of the slab's side table from the window's first, a multiple of 64
  static long of(int owner, int sizeClass, int within, long tableOffset) {
    return (long) owner << OWNER_SHIFT
        | (long) sizeClass << CLASS_SHIFT
        | (long) within << WITHIN_SHIFT
        | tableOffset >>> TABLE_UNIT_SHIFT;
  }

  /// Returns an owner's id as [#isOwnedBy] wants it.
  public static long ownerBits(int owner) {
    return (long) owner << OWNER_SHIFT;
  }

  public static boolean isOwnedBy(long word, long ownerBits) {
    return (word ^ ownerBits) >>> OWNER_SHIFT == 0;
  }

  public static int owner(long word) {
    return (int) (word >>> OWNER_SHIFT);
  }

  public static int sizeClass(long word) {
    return (int) (word >>> CLASS_SHIFT) & LARGE;
  }

  static int within(long word) {
    return (int) (word >>> WITHIN_SHIFT) & WITHIN_MASK;
  }

  /// Returns the offset of the side table from the window's first, in bytes.
  static long tableOffset(long word) {
    return (word & TABLE_MASK) << TABLE_UNIT_SHIFT;
  }

  /// Returns how far into its slab an address is. Slabs start on a granule.
  static long offsetInSlab(long word, long address) {
    return ((word >>> (WITHIN_SHIFT - 16)) & ((long) WITHIN_MASK << 16)) | (address & OFFSET_MASK);
  }
}
