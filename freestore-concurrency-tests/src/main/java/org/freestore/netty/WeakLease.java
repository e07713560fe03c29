// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Copies of the steps of a [Lease], each weakened, for the twins of tests.
final class WeakLease {
  private static final VarHandle WORD;

  static {
    try {
      WORD =
          MethodHandles.privateLookupIn(Lease.class, MethodHandles.lookup())
              .findVarHandle(Lease.class, "word", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private WeakLease() {}

  private static long wordOf(int term, int count) {
    return (long) term << Integer.SIZE | count;
  }

  /// Releases by a read and a write; returns as [Holding#release] does.
  static int releaseByReadAndWrite(Lease lease, int term) {
    long now = (long) WORD.getVolatile(lease);
    if (Lease.termOf(now) != term) {
      return Holding.REFUSED;
    }
    int left = Lease.countOf(now) - 1;
    WORD.setVolatile(lease, left == 0 ? wordOf(term + 1, 0) : now - 1);
    return left == 0 ? Holding.ENDED : Holding.HELD;
  }

  /// Retains by a read and a write.
  static int retainByReadAndWrite(Lease lease, int term) {
    long now = (long) WORD.getVolatile(lease);
    if (Lease.termOf(now) != term) {
      return Holding.REFUSED;
    }
    WORD.setVolatile(lease, now + 1);
    return Holding.HELD;
  }

  /// Releases what is held now, in whatever term.
  static int releaseWhateverIsHeld(Lease lease) {
    long now = (long) WORD.getVolatile(lease);
    return Lease.countOf(now) == 1
            && WORD.compareAndSet(lease, now, wordOf(Lease.termOf(now) + 1, 0))
        ? Holding.ENDED
        : Holding.REFUSED;
  }
}
