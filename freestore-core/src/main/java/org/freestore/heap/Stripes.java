// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

/// The few heaps that all virtual threads of a store share.
///
/// A virtual thread takes a stripe by compare-and-set for the length of one operation; nothing in
/// between blocks but, briefly, on the slow path's locks, which do not pin. Which one it tries
/// first depends on its id; one that is taken is passed over for its neighbour.
public final class Stripes {
  private static final int SPINS_BEFORE_YIELD = 64;

  private final Heap[] stripes;

  /// @param stripes as many heaps as may be used at once, and then some: a power of two
  public Stripes(Heap[] stripes) {
    this.stripes = stripes.clone();
    for (Heap stripe : this.stripes) {
      stripe.stripe = true;
    }
  }

  /// Takes possession of a stripe for a thread; the caller releases it.
  @SuppressWarnings(
      "ThreadPriorityCheck") // a virtual thread yields its carrier to whoever holds a stripe
  public Heap acquire(Thread thread) {
    int first = (int) thread.threadId();
    for (int i = 0; ; i++) {
      Heap stripe = stripes[first + i & stripes.length - 1];
      if (stripe.tryAcquire()) {
        return stripe;
      }
      if (i > SPINS_BEFORE_YIELD) {
        Thread.yield();
      } else if (i > stripes.length) {
        Thread.onSpinWait();
      }
    }
  }
}
