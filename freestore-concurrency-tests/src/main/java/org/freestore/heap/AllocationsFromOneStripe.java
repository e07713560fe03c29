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

/// Two threads allocate from the only stripe. Results: whether both got a block, whether the blocks
/// differ, and how often the first is there in the end.
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Each gets a block of its own.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both get one block, or one gets none.")
public class AllocationsFromOneStripe {

  /// A stripe whose magazine holds two blocks.
  @State
  public static class OneStripe {
    final Rig rig = Rig.take();
    final Stripes stripes = new Stripes(new Heap[] {rig.heap});
    long one;
    long other;

    public OneStripe() {
      rig.becomeStripe();
      long block = rig.allocate();
      rig.push(rig.allocate());
      rig.push(block);
    }

    long allocate() {
      Heap stripe = stripes.acquire(Thread.currentThread());
      try {
        return rig.allocate();
      } finally {
        stripe.release();
      }
    }

    void finish(III_Result result) {
      result.r1 = one != 0 && other != 0 ? 1 : 0;
      result.r2 = one != other ? 1 : 0;
      if (result.r1 == 1 && result.r2 == 1) {
        rig.push(one);
        rig.push(other);
        result.r3 = rig.finish(one);
      } else {
        rig.scrap();
      }
    }
  }

  @JCStressTest
  @JCStressMeta(AllocationsFromOneStripe.class)
  public static class AsBuilt {

    @Actor
    public void one(OneStripe state) {
      state.one = state.allocate();
    }

    @Actor
    public void other(OneStripe state) {
      state.other = state.allocate();
    }

    @Arbiter
    public void count(OneStripe state, III_Result result) {
      state.finish(result);
    }
  }

  /// A stripe is taken by looking whether it is free and then saying that it is not.
  @JCStressTest
  @JCStressMeta(AllocationsFromOneStripe.class)
  public static class WeakenedAcquisition {

    @State
    public static class OneWeakStripe extends OneStripe {
      private static final int PAUSES = 10;

      private volatile int busy;

      long allocateWeakly() {
        while (busy != 0) {
          Thread.onSpinWait();
        }
        WeakRemoteFree.pause(PAUSES);
        busy = 1;
        long block = rig.heap.pop(Rig.SIZE_CLASS);
        busy = 0;
        return block;
      }
    }

    @Actor
    public void one(OneWeakStripe state) {
      state.one = state.allocateWeakly();
    }

    @Actor
    public void other(OneWeakStripe state) {
      state.other = state.allocateWeakly();
    }

    @Arbiter
    public void count(OneWeakStripe state, III_Result result) {
      state.finish(result);
    }
  }
}
