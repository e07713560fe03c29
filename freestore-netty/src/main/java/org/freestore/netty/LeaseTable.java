// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All leases of an allocator by their numbers, live and idle. Who has idle leases has numbers: to
/// store a number costs nothing but the store, where to store a reference the collector wants to be
/// told.
///
/// Written under the monitor, read without. Whoever has a number was given it under a monitor, or
/// by its own thread, after its lease was entered; so it sees the array that has it, or a later
/// one, which was filled before it could be seen.
final class LeaseTable {
  private static final int FIRST_CAPACITY = 64;

  private @Nullable Lease[] leases = new Lease[FIRST_CAPACITY];
  private int[] vacant = {};
  private int vacantCount;
  private int end;

  /// Returns the lease with a number that the caller has.
  @SuppressWarnings("NullAway") // entered before anybody has its number
  Lease get(int number) {
    return leases[number];
  }

  /// Enters a lease, which gets a number.
  synchronized void enter(Lease lease) {
    int number = vacantCount > 0 ? vacant[--vacantCount] : end++;
    if (number == leases.length) {
      Lease[] larger = Arrays.copyOf(leases, 2 * number);
      VarHandle.storeStoreFence();
      leases = larger;
    }
    lease.number = number;
    leases[number] = lease;
  }

  /// Takes a lease off, whose number somebody else gets.
  synchronized void remove(int number) {
    leases[number] = null;
    if (vacantCount == vacant.length) {
      vacant = Arrays.copyOf(vacant, Math.max(FIRST_CAPACITY, 2 * vacantCount));
    }
    vacant[vacantCount++] = number;
  }

  /// Returns all leases.
  synchronized List<Lease> all() {
    List<Lease> all = new ArrayList<>(end - vacantCount);
    for (int number = 0; number < end; number++) {
      Lease lease = leases[number];
      if (lease != null) {
        all.add(lease);
      }
    }
    return all;
  }
}
