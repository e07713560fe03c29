// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

import org.freestore.os.HostMemory;

/// The window that the process's stores share, reserved when it is first needed.
///
/// Its addresses are `static final`, and thereby constants of the compiled fast paths: with them,
/// and with offsets whose range the compiler can see, an access to a table is one instruction,
/// without a check. Other windows exist in tests only, and work by the slow paths.
public final class MainWindow {
  /// The property that says how much address space to reserve, in bytes: a power of two.
  public static final String RESERVE_PROPERTY = "freestore.reserveBytes";

  /// The window.
  public static final Window WINDOW = reserve();

  public static final long BASE = WINDOW.base();
  public static final long MAP_BASE = WINDOW.mapBase();
  public static final long STATE_BASE = WINDOW.stateBase();

  private MainWindow() {}

  private static Window reserve() {
    long wanted = Long.getLong(RESERVE_PROPERTY, Window.MOST_BYTES);
    if (wanted < Window.LEAST_BYTES || wanted > Window.MOST_BYTES || Long.bitCount(wanted) != 1) {
      throw new IllegalStateException(
          RESERVE_PROPERTY
              + " must be a power of two: bytes="
              + wanted
              + " least="
              + Window.LEAST_BYTES
              + " most="
              + Window.MOST_BYTES);
    }
    var os = HostMemory.open();
    Window window = Window.reserve(os, wanted);
    if (window == null) {
      throw new IllegalStateException(
          "cannot reserve address space: leastBytes="
              + Window.LEAST_BYTES
              + " "
              + os.lastError()
              + ". Raise the limit on virtual memory (ulimit -v).");
    }
    MainMap.isAt(window.base());
    return window;
  }
}
