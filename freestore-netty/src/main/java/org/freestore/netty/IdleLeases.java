// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Idle leases of one kind, by their numbers in the [LeaseTable]: the last that came is the first
/// to go, since the processor still has it in its caches. With a *quarantine* it is the first that
/// came, and not before so many others came after it.
final class IdleLeases {
  /// Instead of a lease, where there is none.
  static final int NONE = -1;

  private int[] ring;
  private int head;
  private int count;
  private final int quarantine;

  /// @param capacity a power of two
  /// @param quarantine how many leases are held back, 0 for none
  IdleLeases(int capacity, int quarantine) {
    ring = new int[capacity];
    this.quarantine = quarantine;
  }

  int count() {
    return count;
  }

  /// Returns a lease, or [#NONE] if none may go.
  int pop() {
    int left = count - 1;
    if (left < quarantine) {
      return NONE;
    }
    count = left;
    return quarantine == 0 ? ring[(head + left) & (ring.length - 1)] : first();
  }

  private int first() {
    int lease = ring[head];
    head = (head + 1) & (ring.length - 1);
    return lease;
  }

  /// Keeps a lease, if there is room.
  boolean push(int lease) {
    if (count == ring.length) {
      return false;
    }
    ring[(head + count) & (ring.length - 1)] = lease;
    count++;
    return true;
  }

  /// Keeps a lease, and makes room for it if need be.
  void add(int lease) {
    if (!push(lease)) {
      int[] larger = Arrays.copyOfRange(ring, head, head + 2 * ring.length);
      System.arraycopy(ring, 0, larger, ring.length - head, head);
      ring = larger;
      head = 0;
      push(lease);
    }
  }

  /// Moves the `most` that came first to another place, quarantine or not.
  void moveTo(IntConsumer target, int most) {
    for (int moved = Math.min(most, count); moved > 0; moved--) {
      count--;
      target.accept(first());
    }
  }
}
