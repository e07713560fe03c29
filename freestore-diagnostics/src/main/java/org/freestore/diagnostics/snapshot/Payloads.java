// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

/// The raw blocks that objects have for large payloads, in the order of their objects.
///
/// A payload is a number from 0 to [#count()] − 1. Few objects have one, so that what is known of
/// payloads is in columns of their own, 12 bytes each. Immutable, for any threads.
public final class Payloads {
  final IntColumn owner;
  final LongColumn address;

  Payloads(IntColumn owner, LongColumn address) {
    this.owner = owner;
    this.address = address;
  }

  /// Returns how many there are.
  public int count() {
    return owner.size();
  }

  /// Returns the number of the object in [Blocks], more than that of the payload before.
  ///
  /// @throws IndexOutOfBoundsException possibly, if there is no such payload
  public int owner(int payload) {
    return owner.get(payload);
  }

  /// Returns where it starts.
  ///
  /// @throws IndexOutOfBoundsException possibly, if there is no such payload
  public long address(int payload) {
    return address.get(payload);
  }

  /// Returns where the payload of a block is, or 0 where it has none of its own. Searches.
  public long addressOf(int block) {
    int low = 0;
    int high = count() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (owner.get(middle) == block) {
        return address.get(middle);
      }
      if (owner.get(middle) < block) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return 0;
  }
}
