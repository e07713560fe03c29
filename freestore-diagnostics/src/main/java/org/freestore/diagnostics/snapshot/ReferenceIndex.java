// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

/// Finds the number of an object by its reference: a table with open addressing, at most half full.
final class ReferenceIndex {
  static final int NONE = -1;

  private final LongColumn references;
  private final int[] slots;
  private final int shift;

  /// @param references of the objects; 0 for what is none
  ReferenceIndex(LongColumn references) {
    this.references = references;
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(8, 2L * references.size() - 1));
    bits = Math.min(30, bits);
    slots = new int[1 << bits];
    shift = Long.SIZE - bits;
    for (int object = 0; object < references.size(); object++) {
      if (references.get(object) != 0) {
        add(object);
      }
    }
  }

  private void add(int object) {
    int slot = home(references.get(object));
    while (slots[slot] != 0) {
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = object + 1;
  }

  /// Returns the object's number, or [#NONE].
  int find(long reference) {
    int slot = home(reference);
    while (slots[slot] != 0) {
      if (references.get(slots[slot] - 1) == reference) {
        return slots[slot] - 1;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return NONE;
  }

  private int home(long reference) {
    return (int) ((reference * 0x9E37_79B9_7F4A_7C15L) >>> shift);
  }
}
