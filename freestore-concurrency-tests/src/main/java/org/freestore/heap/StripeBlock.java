// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.openjdk.jcstress.annotations.State;

/// One block in use of a heap that virtual threads share.
@State
public class StripeBlock extends OneBlock {
  public StripeBlock() {
    rig.becomeStripe();
  }

  /// Frees as `Store` does: by taking the stripe, or else remotely. Returns 1 or 0.
  int free(long address) {
    Heap stripe = rig.heap;
    if (!stripe.tryAcquire()) {
      return Rig.freeRemotely(address) ? 1 : 0;
    }
    try {
      return rig.push(address) ? 1 : 0;
    } finally {
      stripe.release();
    }
  }
}
