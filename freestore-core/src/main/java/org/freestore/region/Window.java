// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

import org.freestore.os.OsMemory;
import org.jspecify.annotations.Nullable;

/// A reservation of address space with the tables that describe it, from which regions are made.
///
/// ```
///   base                                            a reservation of its own
///   │ blocks, in granules of 64 KiB │     ...      │ map │ descriptors │ side tables │
/// ```
///
/// The *map* holds one word a granule, dense, because every free reads one: whose slab the granule
/// is part of, and what finding the state of a block in it takes (see `SlabWord`). A *descriptor*
/// holds what slow paths need to know of a granule. *Side tables* hold the states of blocks.
///
/// @param os the system it is reserved from
/// @param base the address of granule 0
/// @param granuleCount its length
/// @param mapBase the address of granule 0's word
/// @param descriptorBase the address of granule 0's descriptor
/// @param stateBase the address of the first side table
public record Window(
    OsMemory os, long base, int granuleCount, long mapBase, long descriptorBase, long stateBase) {
  /// The largest window: what the words of the map can express.
  public static final long MOST_BYTES = 1L << 40;

  /// The smallest window.
  public static final long LEAST_BYTES = 32L << 20;

  /// Side tables have at most one byte for every eight of blocks, and a cache line of padding a
  /// granule.
  private static final int STATE_SHARE_SHIFT = 3;

  private static final int PADDING_BYTES_PER_GRANULE = 64;

  /// Reserves a window of at most `byteSize` bytes.
  ///
  /// Where the system refuses (`ulimit -v`), halves are tried; of the first that fits a half is
  /// taken, so that the rest of the process keeps room for its own.
  ///
  /// @param byteSize a power of two from [#LEAST_BYTES] to [#MOST_BYTES]
  /// @return the window, or null where not even [#LEAST_BYTES] can be reserved
  public static @Nullable Window reserve(OsMemory os, long byteSize) {
    for (long bytes = byteSize; bytes >= LEAST_BYTES; bytes >>>= 1) {
      if (bytes == byteSize || canReserve(os, bytes)) {
        long modest = bytes == byteSize ? bytes : Math.max(bytes >>> 1, LEAST_BYTES);
        Window window = reserveExactly(os, (int) (modest >>> Region.GRANULE_SHIFT));
        if (window != null) {
          return window;
        }
      }
    }
    return null;
  }

  private static boolean canReserve(OsMemory os, long bytes) {
    int granules = (int) (bytes >>> Region.GRANULE_SHIFT);
    long total = reservedBytes(granules) + metadataBytes(granules);
    long probe = os.reserve(total, Region.GRANULE_BYTES);
    if (probe != 0) {
      os.release(probe, total);
    }
    return probe != 0;
  }

  private static @Nullable Window reserveExactly(OsMemory os, int granules) {
    long base = os.reserve(reservedBytes(granules), Region.HUGE_PAGE_BYTES);
    if (base == 0) {
      return null;
    }
    long metadata = os.reserve(metadataBytes(granules), Region.GRANULE_BYTES);
    if (metadata == 0) {
      os.release(base, reservedBytes(granules));
      return null;
    }
    long descriptors = metadata + mapBytes(granules);
    long states = descriptors + descriptorBytes(granules);
    return new Window(os, base, granules, metadata, descriptors, states);
  }

  private static long metadataBytes(int granules) {
    return mapBytes(granules) + descriptorBytes(granules) + stateBytes(granules);
  }

  /// One granule more than is used: what is read a little beyond the last address, before the
  /// reference it was read by is known to be valid, is there.
  private static long reservedBytes(int granules) {
    return bytes(granules) + Region.GRANULE_BYTES;
  }

  static long bytes(int granules) {
    return (long) granules << Region.GRANULE_SHIFT;
  }

  static long mapBytes(int granules) {
    return wholeGranules((long) granules * Long.BYTES);
  }

  static long descriptorBytes(int granules) {
    return wholeGranules((long) granules << GranuleDescriptor.DESCRIPTOR_SHIFT);
  }

  static long stateBytes(int granules) {
    return wholeGranules(
        (bytes(granules) >>> STATE_SHARE_SHIFT) + (long) granules * PADDING_BYTES_PER_GRANULE);
  }

  private static long wholeGranules(long bytes) {
    return bytes + Region.GRANULE_BYTES - 1 & -Region.GRANULE_BYTES;
  }

  /// Returns the reserved bytes, tables included.
  public long reservedBytes() {
    return reservedBytes(granuleCount) + metadataBytes(granuleCount);
  }
}
