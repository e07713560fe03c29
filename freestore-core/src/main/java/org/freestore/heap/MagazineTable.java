// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// Every magazine of every heap of the process, by its heap's id and its class: the upper half of
/// the word that the map holds for a slab's granule.
///
/// Written under the monitor, read without: a stale or missing entry fails the comparison of keys
/// that every reader makes.
final class MagazineTable {
  private static final int FIRST_SLOTS = 1 << 11;

  /// Nobody's: its key is that of no thread.
  private static final Magazine NOBODYS = new Magazine(0);

  private static Magazine[] slots = empty(FIRST_SLOTS);

  private MagazineTable() {}

  private static Magazine[] empty(int size) {
    Magazine[] slots = new Magazine[size];
    Arrays.fill(slots, NOBODYS);
    return slots;
  }

  /// Returns the magazine in a slot: nobody's if there is none.
  static Magazine find(int slot) {
    Magazine[] current = slots;
    return Integer.compareUnsigned(slot, current.length) < 0 ? current[slot] : NOBODYS;
  }

  static synchronized void put(int slot, Magazine magazine) {
    Magazine[] current = slots;
    if (slot >= current.length) {
      Magazine[] grown = empty(Integer.highestOneBit(slot) * 2);
      System.arraycopy(current, 0, grown, 0, current.length);
      current = grown;
    }
    current[slot] = magazine;
    VarHandle.storeStoreFence(); // a new array is seen filled, or not at all
    slots = current;
  }

  static synchronized void remove(int slot) {
    if (slot < slots.length) {
      slots[slot] = NOBODYS;
    }
  }
}
