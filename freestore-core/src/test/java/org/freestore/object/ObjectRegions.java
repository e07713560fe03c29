// SPDX-License-Identifier: Apache-2.0
package org.freestore.object;

import org.freestore.os.FaultyOsMemory;
import org.freestore.os.OsMemory;
import org.freestore.region.MainWindow;
import org.freestore.region.Region;
import org.freestore.region.Window;

/// Regions for tests of slabs of objects: parts of the main window, since references are relative
/// to it, that no store comes near, over a system that fails on command.
public final class ObjectRegions {
  /// A region's first granule is a multiple of so many.
  private static final int UNIT = 8192;

  private static int next = MainWindow.WINDOW.granuleCount() / 2;

  private ObjectRegions() {}

  /// Returns a region of 512 MiB that nobody had before.
  public static Region next(FaultyOsMemory os) {
    int first = next;
    next += UNIT;
    return new Region(window(os), first, UNIT, false);
  }

  public static FaultyOsMemory os() {
    return new FaultyOsMemory(MainWindow.WINDOW.os());
  }

  private static Window window(OsMemory os) {
    Window main = MainWindow.WINDOW;
    return new Window(
        os,
        main.base(),
        main.granuleCount(),
        main.mapBase(),
        main.descriptorBase(),
        main.stateBase());
  }
}
