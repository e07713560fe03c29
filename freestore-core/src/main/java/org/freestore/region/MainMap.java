// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

/// How far the map of the main window may be read: as far as its first region has handed out
/// granules.
///
/// The fast path reads the map by address alone; beyond this the map's pages may not be committed.
/// It is a class of its own so that regions of other windows, which ask here too, do not reserve
/// the main one.
public final class MainMap {
  private static volatile long base;
  private static long describedBytes;

  private MainMap() {}

  /// Returns how many bytes from the main window's base on have a word in the map that may be read.
  /// A glance: it may be behind, never ahead.
  public static long describedBytes() {
    return describedBytes;
  }

  static void isAt(long mainBase) {
    base = mainBase;
  }

  /// Is told that a region has committed its map up to a byte offset.
  static void described(long regionBase, long byteSize) {
    if (regionBase == base) {
      describedBytes = byteSize;
    }
  }
}
