// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.Objects;
import org.freestore.heap.Owners;
import org.freestore.object.VacantSlabs;
import org.freestore.region.MainWindow;
import org.freestore.region.Region;
import org.freestore.region.Window;
import org.jspecify.annotations.Nullable;

/// The address space that stores share: a window, three quarters of it a region of ordinary pages
/// and the rest one of huge pages; who owns slabs in them; and the blocks too large for them. A
/// window of less than 2 GiB, which is what `ulimit -v` may leave, is ordinary as a whole.
public final class Space {
  /// A region starts at a multiple of so many granules. Its part of the map then starts on a whole
  /// granule, too, which is where the fast paths look for it.
  private static final int REGION_UNIT_GRANULES = (int) (Region.GRANULE_BYTES / Long.BYTES);

  private final Window window;
  private final Region ordinary;
  private final Region huge;
  private final VacantSlabs ordinaryVacant;
  private final VacantSlabs hugeVacant;
  private final Owners owners = new Owners();
  private final DedicatedSpace dedicated;

  /// Makes the regions of a window.
  public Space(Window window) {
    int granules = window.granuleCount();
    int hugeGranules = (granules >>> 2) & -REGION_UNIT_GRANULES;
    this.window = window;
    this.ordinary = new Region(window, 0, granules - hugeGranules, false);
    this.huge =
        hugeGranules == 0
            ? ordinary
            : new Region(window, granules - hugeGranules, hugeGranules, true);
    this.ordinaryVacant = new VacantSlabs(ordinary);
    this.hugeVacant = huge == ordinary ? ordinaryVacant : new VacantSlabs(huge);
    this.dedicated = new DedicatedSpace(window.os());
  }

  /// Returns the process's space.
  ///
  /// @throws IllegalStateException if native access is not enabled, or the system refuses to
  ///   reserve address space
  /// @throws UnsupportedOperationException on an operating system that is not supported
  public static Space main() {
    Space space = Main.SPACE;
    if (space == null) {
      throw Objects.requireNonNull(Main.FAILURE);
    }
    return space;
  }

  /// Returns whether the compiled fast paths know this space's addresses.
  boolean isMain() {
    return window.base() == MainWindow.BASE;
  }

  Region region(boolean hugePages) {
    return hugePages ? huge : ordinary;
  }

  /// Returns the slabs of objects of a region that nobody has.
  VacantSlabs vacantSlabs(Region region) {
    return region == ordinary ? ordinaryVacant : hugeVacant;
  }

  /// Returns the region that handed out an address, or null.
  @Nullable Region regionOf(long address) {
    if (ordinary.contains(address)) {
      return ordinary;
    }
    return huge.contains(address) ? huge : null;
  }

  Owners owners() {
    return owners;
  }

  DedicatedSpace dedicated() {
    return dedicated;
  }

  /// Remembers why there is no space, so that every caller learns it, not only the first.
  private static final class Main {
    static final @Nullable Space SPACE;
    static final @Nullable RuntimeException FAILURE;

    static {
      Space space = null;
      RuntimeException failure = null;
      try {
        space = new Space(MainWindow.WINDOW);
      } catch (ExceptionInInitializerError e) {
        if (!(e.getCause() instanceof RuntimeException cause)) {
          throw e;
        }
        failure = cause;
      }
      SPACE = space;
      FAILURE = failure;
    }
  }
}
