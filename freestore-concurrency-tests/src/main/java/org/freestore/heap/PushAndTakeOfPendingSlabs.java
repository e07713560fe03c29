// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.util.concurrent.atomic.AtomicInteger;
import org.freestore.heap.PushesOnPendingSlabs.TwoSlabs;
import org.freestore.slab.SlabDescriptor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// One slab is pending; a thread pushes another while the owner takes everything. Results: how
/// often each was taken, then or afterwards.
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Both are taken, at once or in turn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "One is lost, or taken twice.")
public class PushAndTakeOfPendingSlabs {

  @State
  public static class OnePending extends TwoSlabs {
    public OnePending() {
      stack.push(one.slab());
    }
  }

  @JCStressTest
  @JCStressMeta(PushAndTakeOfPendingSlabs.class)
  public static class AsBuilt {

    @Actor
    public void owner(OnePending state, II_Result result) {
      state.takeAndCount(result);
    }

    @Actor
    public void other(OnePending state) {
      state.stack.push(state.other.slab());
    }

    @Arbiter
    public void count(OnePending state, II_Result result) {
      state.takeAndCount(result);
      state.finish();
    }
  }

  /// Taking by a read and a write of the top.
  @JCStressTest
  @JCStressMeta(PushAndTakeOfPendingSlabs.class)
  public static class WeakenedTake {

    @State
    public static class OnePendingAndATop extends TwoSlabs {
      private static final int PAUSES = 3;

      final AtomicInteger top = new AtomicInteger();

      public OnePendingAndATop() {
        SlabDescriptor.pendingNext(one.slab(), -1);
        top.set(SlabDescriptor.granule(one.slab()) + 1);
      }

      void push(long slab) {
        int seen;
        do {
          seen = top.get();
          SlabDescriptor.pendingNext(slab, seen - 1);
        } while (!top.compareAndSet(seen, SlabDescriptor.granule(slab) + 1));
      }

      void readAndCount(II_Result result) {
        int seen = top.get();
        WeakRemoteFree.pause(PAUSES);
        top.set(0);
        countFrom(seen, result);
      }
    }

    @Actor
    public void owner(OnePendingAndATop state, II_Result result) {
      state.readAndCount(result);
    }

    @Actor
    public void other(OnePendingAndATop state) {
      state.push(state.other.slab());
    }

    @Arbiter
    public void count(OnePendingAndATop state, II_Result result) {
      state.readAndCount(result);
      state.finish();
    }
  }
}
