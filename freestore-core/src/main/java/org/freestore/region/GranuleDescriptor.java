// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

import org.freestore.memory.Memory;

/// The descriptor of one granule: 128 bytes in a table of their own, found from a granule's index
/// by arithmetic.
///
/// ```
///   0                              64                      96                      128
///   ┌──────────────────────────────┬───────────────────────┬───────────────────────┐
///   │ the slab: what every free    │ the slab: what its    │ the run: what the     │
///   │ reads, seldom written        │ heap's slow path owns │ region's lock guards  │
///   └──────────────────────────────┴───────────────────────┴───────────────────────┘
/// ```
///
/// This class owns the last 32 bytes, the *run*. Runs tile the region from its base to its
/// frontier: each is free or in use, and its first and last granule carry its state and length
/// (Knuth's boundary tags), so that a freed run finds its neighbours without a search. Granules
/// inside a run carry whatever they had; nobody asks them.
///
/// | offset | field | meaning |
/// |---|---|---|
/// | 96 | state | `NONE`, `IN_USE`, `FREE_CLEAN`, `FREE_DIRTY` |
/// | 100 | granules | length of the run |
/// | 104, 108 | next, previous | links of a free run in its bin, granule index + 1, 0 for none |
/// | 112 | freed at | milliseconds, of a dirty free run |
/// | 120 | clean | whether the run in use was zero when it was handed out |
public final class GranuleDescriptor {
  public static final int DESCRIPTOR_SHIFT = 7;
  public static final long DESCRIPTOR_BYTES = 1L << DESCRIPTOR_SHIFT;

  static final int NONE = 0;
  static final int IN_USE = 1;
  static final int FREE_CLEAN = 2;
  static final int FREE_DIRTY = 3;

  private static final long STATE = 96;
  private static final long GRANULES = 100;
  private static final long NEXT = 104;
  private static final long PREVIOUS = 108;
  private static final long FREED_AT_MILLIS = 112;
  private static final long CLEAN = 120;

  private GranuleDescriptor() {}

  static int state(long descriptor) {
    return Memory.getInt(descriptor + STATE);
  }

  static void state(long descriptor, int state) {
    Memory.putInt(descriptor + STATE, state);
  }

  static int granules(long descriptor) {
    return Memory.getInt(descriptor + GRANULES);
  }

  static void granules(long descriptor, int granules) {
    Memory.putInt(descriptor + GRANULES, granules);
  }

  static int next(long descriptor) {
    return Memory.getInt(descriptor + NEXT) - 1;
  }

  static void next(long descriptor, int granule) {
    Memory.putInt(descriptor + NEXT, granule + 1);
  }

  static int previous(long descriptor) {
    return Memory.getInt(descriptor + PREVIOUS) - 1;
  }

  static void previous(long descriptor, int granule) {
    Memory.putInt(descriptor + PREVIOUS, granule + 1);
  }

  static long freedAtMillis(long descriptor) {
    return Memory.getLong(descriptor + FREED_AT_MILLIS);
  }

  static void freedAtMillis(long descriptor, long millis) {
    Memory.putLong(descriptor + FREED_AT_MILLIS, millis);
  }

  static boolean clean(long descriptor) {
    return Memory.getInt(descriptor + CLEAN) != 0;
  }

  static void clean(long descriptor, boolean clean) {
    Memory.putInt(descriptor + CLEAN, clean ? 1 : 0);
  }
}
