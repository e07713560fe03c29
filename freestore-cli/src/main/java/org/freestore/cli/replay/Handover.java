// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.replay;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.freestore.cli.allocator.Candidate;
import org.jspecify.annotations.Nullable;

/// The addresses of live blocks by slot, when several threads hand blocks to each other.
///
/// An address is published with release when the block has been made and written, and taken with
/// acquire by the one operation of the chunk that resizes or frees it. Until then the taker waits.
/// Waiting cannot go in circles: an operation waits only for one that stands earlier in the file,
/// so among all operations not yet done the earliest has nothing to wait for.
final class Handover {
  private static final VarHandle ADDRESS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final long EMPTY = 0;
  private static final long NO_BLOCK = -1;
  private static final int SPINS = 1 << 8;
  private static final long PARK_NANOS = 20_000;

  private final long[] addresses;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Handover(int slots) {
    addresses = new long[slots];
  }

  /// Publishes a block, or [Candidate#REFUSED] where there is none.
  void publish(int slot, long address) {
    ADDRESS.setRelease(addresses, slot, address == Candidate.REFUSED ? NO_BLOCK : address);
  }

  /// Returns whether a block has been published.
  boolean ready(int slot) {
    return (long) ADDRESS.getAcquire(addresses, slot) != EMPTY;
  }

  /// Waits until a block is published.
  ///
  /// @throws IllegalStateException if another thread has failed, so that nothing more will come
  void await(int slot) {
    for (int tries = 0; !ready(slot); tries++) {
      if (failure.get() != null) {
        throw new IllegalStateException("another thread of the replay has failed");
      }
      if (tries < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(PARK_NANOS);
      }
    }
  }

  /// Takes a block that is [#ready], or [Candidate#REFUSED].
  long take(int slot) {
    long address = (long) ADDRESS.getAcquire(addresses, slot);
    addresses[slot] = EMPTY; // No other operation uses the slot before the threads have met.
    return address == NO_BLOCK ? Candidate.REFUSED : address;
  }

  /// Wakes all who wait, for good. The first cause counts; others come of it.
  void abandon(Throwable cause) {
    failure.compareAndSet(null, cause);
  }

  /// Returns why the blocks were abandoned, or null.
  @Nullable Throwable failure() {
    return failure.get();
  }
}
