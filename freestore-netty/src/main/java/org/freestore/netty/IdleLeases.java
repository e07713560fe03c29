// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Idle leases of one kind: the last that came is the first to go, since the processor still has it
/// in its caches. With a *quarantine* it is the first that came, and not before so many others came
/// after it.
final class IdleLeases {
  private Lease[] ring;
  private int head;
  private int count;
  private final int quarantine;

  /// @param capacity a power of two
  /// @param quarantine how many leases are held back, 0 for none
  IdleLeases(int capacity, int quarantine) {
    ring = new Lease[capacity];
    this.quarantine = quarantine;
  }

  int count() {
    return count;
  }

  /// Returns a lease, or null if none may go.
  @Nullable Lease pop() {
    int left = count - 1;
    if (left < quarantine) {
      return null;
    }
    count = left;
    return quarantine == 0 ? ring[(head + left) & (ring.length - 1)] : first();
  }

  private Lease first() {
    Lease lease = ring[head];
    head = (head + 1) & (ring.length - 1);
    return lease;
  }

  /// Keeps a lease, if there is room.
  boolean push(Lease lease) {
    if (count == ring.length) {
      return false;
    }
    ring[(head + count) & (ring.length - 1)] = lease;
    count++;
    return true;
  }

  /// Keeps a lease, and makes room for it if need be.
  void add(Lease lease) {
    if (!push(lease)) {
      Lease[] larger = Arrays.copyOfRange(ring, head, head + 2 * ring.length);
      System.arraycopy(ring, 0, larger, ring.length - head, head);
      ring = larger;
      head = 0;
      push(lease);
    }
  }

  /// Moves the `most` that came first to another place, quarantine or not.
  void moveTo(Consumer<Lease> target, int most) {
    for (int moved = Math.min(most, count); moved > 0; moved--) {
      count--;
      target.accept(first());
    }
  }
}
