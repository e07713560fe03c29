// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.slab.SlabDescriptor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// Two threads push a slab each on the stack of pending slabs. Results: how often each is there.
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Both are there.")
@Outcome(expect = Expect.FORBIDDEN, desc = "One is lost, or there twice.")
public class PushesOnPendingSlabs {

  @State
  public static class TwoSlabs {
    final Rig one = Rig.take();
    final Rig other = Rig.take();
    final PendingSlabs stack = new PendingSlabs();

    /// Takes what is there and counts it; no more than anything it could rightly be.
    void takeAndCount(II_Result result) {
      stack.take();
      long slab = stack.next(Rig.REGION);
      for (int i = 0; slab != 0 && i < 4; i++) {
        count(slab, result);
        slab = stack.next(Rig.REGION);
      }
    }

    /// Counts one list of slabs; no more than anything it could rightly be.
    ///
    /// @param top granule + 1 of the first; 0 for none
    void countFrom(int top, II_Result result) {
      int granule = top - 1;
      for (int i = 0; granule >= 0 && i < 4; i++) {
        long slab = Rig.REGION.descriptor(granule);
        count(slab, result);
        granule = SlabDescriptor.pendingNext(slab);
      }
    }

    void count(long slab, II_Result result) {
      result.r1 += slab == one.slab() ? 1 : 0;
      result.r2 += slab == other.slab() ? 1 : 0;
    }

    void finish() {
      one.giveBackUnused();
      other.giveBackUnused();
    }
  }

  @JCStressTest
  @JCStressMeta(PushesOnPendingSlabs.class)
  public static class AsBuilt {

    @Actor
    public void one(TwoSlabs state) {
      state.stack.push(state.one.slab());
    }

    @Actor
    public void other(TwoSlabs state) {
      state.stack.push(state.other.slab());
    }

    @Arbiter
    public void count(TwoSlabs state, II_Result result) {
      state.takeAndCount(result);
      state.finish();
    }
  }

  /// A push by a read and a write of the top.
  @JCStressTest
  @JCStressMeta(PushesOnPendingSlabs.class)
  public static class WeakenedPush {

    @State
    public static class TwoSlabsAndATop extends TwoSlabs {
      volatile int top;

      void push(long slab) {
        SlabDescriptor.pendingNext(slab, top - 1);
        top = SlabDescriptor.granule(slab) + 1;
      }
    }

    @Actor
    public void one(TwoSlabsAndATop state) {
      state.push(state.one.slab());
    }

    @Actor
    public void other(TwoSlabsAndATop state) {
      state.push(state.other.slab());
    }

    @Arbiter
    public void count(TwoSlabsAndATop state, II_Result result) {
      state.countFrom(state.top, result);
      state.finish();
    }
  }
}
