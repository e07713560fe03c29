// SPDX-License-Identifier: Apache-2.0
package org.freestore.object;

import org.freestore.memory.Memory;
import org.freestore.region.MainWindow;
import org.freestore.region.Region;

/// A reference to an object, in 64 bits.
///
/// ```
///   63             40 39                              0
///   │ generation (24) │ slot (40): 8-byte units from   │
///   │                 │ the base of the main window    │
/// ```
///
/// The slot is where the object's header starts, whose generation is the reference's as long as the
/// object lives. Generation 0 belongs to no object, so that memory that was never written, or was
/// purged, is a header that nothing refers to. Null is 0.
///
/// Slots are relative to the window: a reference does not depend on where the window was mapped.
/// Every slot a reference can express is readable, whatever its bits: see [Region].
public final class Reference {
  public static final int GENERATION_SHIFT = 40;

  /// One generation, as it is added to a reference or a header.
  public static final long ONE_GENERATION = 1L << GENERATION_SHIFT;

  public static final long GENERATION_MASK = -ONE_GENERATION;

  /// Says after how many generations a block is retired, for tests.
  public static final String LAST_GENERATION_PROPERTY = "freestore.lastGeneration";

  /// The last generation of a block: it is not used again.
  public static final long LAST_GENERATION = lastGeneration();

  private static final int SLOT_SHIFT = 3;
  private static final long BASE = MainWindow.BASE;
  private static final long SLOT_MASK =
      ((long) MainWindow.WINDOW.granuleCount() << (Region.GRANULE_SHIFT - SLOT_SHIFT)) - 1;

  private Reference() {}

  private static long lastGeneration() {
    long most = GENERATION_MASK >>> GENERATION_SHIFT;
    long wanted = Long.getLong(LAST_GENERATION_PROPERTY, most);
    if (wanted < 1 || wanted > most) {
      throw new IllegalStateException(
          LAST_GENERATION_PROPERTY + " is out of range: generation=" + wanted + " most=" + most);
    }
    return wanted;
  }

  /// Returns the reference to what is at an address of the main window.
  public static long of(long address, long generation) {
    return generation << GENERATION_SHIFT | (address - BASE) >>> SLOT_SHIFT;
  }

  /// Returns a reference to the object that a free block will be next.
  static long ofFree(long address, long header) {
    return (header & GENERATION_MASK) | ((address - BASE) >>> SLOT_SHIFT);
  }

  /// Returns where the object's header is, or was: some readable address of the window, for any
  /// bits.
  public static long address(long reference) {
    return BASE + ((reference & SLOT_MASK) << SLOT_SHIFT);
  }

  public static long generation(long reference) {
    return reference >>> GENERATION_SHIFT;
  }

  /// Returns whether no generation may follow a reference's, or a header's: it is the last, or 0,
  /// which is nobody's.
  public static boolean isUsedUp(long referenceOrHeader) {
    long generation = generation(referenceOrHeader);
    return generation == 0 || generation >= LAST_GENERATION;
  }

  /// Returns a reference, or a header, with the next generation; 0 where there is none. For blocks
  /// that are still in use when their object is gone.
  public static long next(long referenceOrHeader) {
    return isUsedUp(referenceOrHeader)
        ? referenceOrHeader & ~GENERATION_MASK
        : referenceOrHeader + ONE_GENERATION;
  }

  /// Returns the header at a reference's slot.
  public static long header(long reference) {
    return Memory.getLong(address(reference));
  }

  /// Returns whether the object is gone.
  public static boolean isStale(long reference) {
    return Long.compareUnsigned(header(reference) ^ reference, ONE_GENERATION) >= 0;
  }
}
