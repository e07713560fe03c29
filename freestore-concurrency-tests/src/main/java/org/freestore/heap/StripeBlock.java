// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.memory.Memory;
import org.freestore.slab.BlockState;
import org.openjdk.jcstress.annotations.State;

/// One block in use of a heap that virtual threads share.
@State
public class StripeBlock extends OneBlock {
  private static final int PAUSES = 10;

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

  /// Frees as [#free] does, but without a claim where it holds the stripe.
  int freeAsOwner() {
    Heap stripe = rig.heap;
    if (!stripe.tryAcquire()) {
      return freeRemotely();
    }
    long state = Rig.stateAddress(block);
    boolean live = Memory.getByte(state) == BlockState.LIVE;
    WeakRemoteFree.pause(PAUSES);
    if (live) {
      Memory.putByte(state, BlockState.CACHED);
      stripe.magazines[Rig.SIZE_CLASS].push(block, state);
    }
    stripe.release();
    return live ? 1 : 0;
  }
}
