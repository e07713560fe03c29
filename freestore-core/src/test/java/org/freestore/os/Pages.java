// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

/// What a test may ask of pages without touching them, so that a wrong answer fails the test and
/// not the process.
interface Pages {

  /// Returns whether the page belongs to a reservation.
  boolean isMapped(long address);

  /// Returns whether the page may be touched.
  boolean isUsable(long address);

  /// Returns whether the page takes memory.
  boolean isResident(long address);

  byte get(long address);

  void put(long address, byte value);
}
