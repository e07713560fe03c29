// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import org.jspecify.annotations.Nullable;

/// A lease that keeps the buffer of its first term for all others.
final class RecyclingLease extends Lease {
  /// Written once, by whoever began the first term; read by the one who has the idle lease.
  @Nullable LeasedByteBuf buffer;

  RecyclingLease(IdleLeases home, int term) {
    super(home, term);
  }
}
