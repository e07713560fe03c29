// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import org.freestore.heap.Owners;
import org.freestore.os.HostMemory;
import org.freestore.os.OsMemory;
import org.freestore.region.Region;

/// The address space that stores share: one region, who owns slabs in it, and the blocks too large for it.
///
/// A process has two at most: the ordinary one, and one whose pages are huge, each made when it is first needed.
public final class Space {
  /// The property that overrides how much address space is reserved, in bytes: a power of two.
  public static final String RESERVE_PROPERTY = "freestore.reserveBytes";

  private static final long DEFAULT_RESERVE_BYTES = 1L << 40;

  private final Region region;
  private final Owners owners = new Owners();
  private final DedicatedSpace dedicated;

  private Space(Region region) {
    this.region = region;
    this.dedicated = new DedicatedSpace(region.os());
  }

  /// Reserves a space.
  ///
  /// @throws IllegalStateException if the system refuses to reserve even 32 MiB
  public static Space reserve(OsMemory os, long byteSize, boolean hugePages) {
    Region region = Region.reserve(os, byteSize, hugePages);
    if (region == null) {
      throw new IllegalStateException(
          "cannot reserve address space: leastBytes="
              + (32L << 20)
              + " "
              + os.lastError()
              + ". Raise the limit on virtual memory (ulimit -v).");
    }
    return new Space(region);
  }

  /// Returns the process's space of ordinary pages.
  public static Space ordinary() {
    return Ordinary.SPACE;
  }

  /// Returns the process's space of huge pages.
  public static Space huge() {
    return Huge.SPACE;
  }

  private static long reserveBytes() {
    return Long.highestOneBit(
        Math.clamp(
            Long.getLong(RESERVE_PROPERTY, DEFAULT_RESERVE_BYTES), 32L << 20, 1L << 46));
  }

  Region region() {
    return region;
  }

  Owners owners() {
    return owners;
  }

  DedicatedSpace dedicated() {
    return dedicated;
  }

  private static final class Ordinary {
    static final Space SPACE = reserve(HostMemory.open(), reserveBytes(), false);
  }

  private static final class Huge {
    static final Space SPACE = reserve(Ordinary.SPACE.region.os(), reserveBytes(), true);
  }
}
