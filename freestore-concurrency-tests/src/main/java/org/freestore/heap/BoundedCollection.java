// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.heap.PushesOnPendingSlabs.TwoSlabs;
import org.freestore.slab.Slab;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// The owner has taken two pending slabs and looks at the first only, while another thread frees
/// into that one again. Results: how often it was looked at after it was last pushed, and how often
/// the second.
@Outcome(
    id = {"1, 1", "2, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "Each, now or later.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The second is lost, or one is looked at too often.")
public class BoundedCollection {

  /// The slab pushed last is looked at first.
  @State
  public static class TwoTaken extends TwoSlabs {
    public TwoTaken() {
      push(other.slab());
      push(one.slab());
      stack.take();
    }

    void push(long slab) {
      if (Slab.markQueued(slab)) {
        stack.push(slab);
      }
    }

    void lookAtRest(II_Result result) {
      for (int i = 0; i < 4 && !stack.isEmpty(); i++) {
        stack.take();
        look(stack.next(Rig.REGION), result);
      }
      Slab.unqueue(one.slab());
      Slab.unqueue(other.slab());
      finish();
    }

    void look(long slab, II_Result result) {
      if (slab != 0) {
        Slab.unqueue(slab);
        count(slab, result);
      }
    }
  }

  @JCStressTest
  @JCStressMeta(BoundedCollection.class)
  public static class AsBuilt {

    @Actor
    public void owner(TwoTaken state, II_Result result) {
      state.look(state.stack.next(Rig.REGION), result);
    }

    @Actor
    public void other(TwoTaken state) {
      state.push(state.one.slab());
    }

    @Arbiter
    public void count(TwoTaken state, II_Result result) {
      state.lookAtRest(result);
    }
  }

  /// The slab leaves the queue before its link is read: the next push overwrites the link.
  @JCStressTest
  @JCStressMeta(BoundedCollection.class)
  public static class WeakenedOrder {
    private static final int PAUSES = 3;

    @Actor
    public void owner(TwoTaken state, II_Result result) {
      Slab.unqueue(state.one.slab());
      WeakRemoteFree.pause(PAUSES);
      state.count(state.stack.next(Rig.REGION), result);
    }

    @Actor
    public void other(TwoTaken state) {
      state.push(state.one.slab());
    }

    @Arbiter
    public void count(TwoTaken state, II_Result result) {
      state.lookAtRest(result);
    }
  }
}
