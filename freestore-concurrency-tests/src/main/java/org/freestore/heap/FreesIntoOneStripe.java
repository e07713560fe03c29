// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// Two threads free a block each into the only stripe: each takes the stripe if it can, and frees
/// remotely where it cannot. Results: whether each succeeded, and how often the first block is
/// there in the end.
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Both blocks are free.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A free is refused, or lost.")
public class FreesIntoOneStripe {

  @State
  public static class TwoStripeBlocks extends StripeBlock {
    private static final int PAUSES = 10;

    final long another = rig.allocate();
    private volatile int busy;

    int freeWeakly(long address) {
      if (busy != 0) {
        return Rig.freeRemotely(address) ? 1 : 0;
      }
      WeakRemoteFree.pause(PAUSES);
      busy = 1;
      int freed = rig.push(address) ? 1 : 0;
      busy = 0;
      return freed;
    }
  }

  @JCStressTest
  @JCStressMeta(FreesIntoOneStripe.class)
  public static class AsBuilt {

    @Actor
    public void one(TwoStripeBlocks state, III_Result result) {
      result.r1 = state.free(state.block);
    }

    @Actor
    public void other(TwoStripeBlocks state, III_Result result) {
      result.r2 = state.free(state.another);
    }

    @Arbiter
    public void count(TwoStripeBlocks state, III_Result result) {
      result.r3 = state.finish();
    }
  }

  /// A stripe is taken by looking whether it is free and then saying that it is not: two hold it.
  @JCStressTest
  @JCStressMeta(FreesIntoOneStripe.class)
  public static class WeakenedAcquisition {

    @Actor
    public void one(TwoStripeBlocks state, III_Result result) {
      result.r1 = state.freeWeakly(state.block);
    }

    @Actor
    public void other(TwoStripeBlocks state, III_Result result) {
      result.r2 = state.freeWeakly(state.another);
    }

    @Arbiter
    public void count(TwoStripeBlocks state, III_Result result) {
      result.r3 = state.finish();
    }
  }
}
