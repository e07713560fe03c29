// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.slab.Slab;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// Another thread frees a block while the owner collects what was freed before. Results: whether
/// the free succeeded, and how often its block is there after the owner collected once more.
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Now or later, the block comes back.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The block is lost: nobody will look for it again.")
public class RemoteFreeAndCollection {

  /// A block in use beside one that another thread freed: the slab is queued.
  @State
  public static class OneBlockAndOneFreed extends OneBlock {
    public OneBlockAndOneFreed() {
      Rig.freeRemotely(rig.allocate());
    }
  }

  @JCStressTest
  @JCStressMeta(RemoteFreeAndCollection.class)
  public static class AsBuilt {

    @Actor
    public void owner(OneBlockAndOneFreed state) {
      state.rig.collect();
    }

    @Actor
    public void other(OneBlockAndOneFreed state, II_Result result) {
      result.r1 = state.freeRemotely();
    }

    @Arbiter
    public void count(OneBlockAndOneFreed state, II_Result result) {
      result.r2 = state.finish();
    }
  }

  /// The slab leaves the queue after it was collected: a claim in between finds it queued still.
  @JCStressTest
  @JCStressMeta(RemoteFreeAndCollection.class)
  public static class WeakenedUnqueueing {
    private static final int PAUSES = 10;

    @Actor
    public void owner(OneBlockAndOneFreed state) {
      long slab = Rig.takePending(state.rig.heap);
      Slab.collect(slab);
      if (Slab.unansweredHolds(slab) > 0 && Slab.markQueued(slab)) {
        state.rig.heap.pending.push(slab);
      }
      WeakRemoteFree.pause(PAUSES);
      Slab.unqueue(slab);
    }

    @Actor
    public void other(OneBlockAndOneFreed state, II_Result result) {
      result.r1 = state.freeRemotely();
    }

    @Arbiter
    public void count(OneBlockAndOneFreed state, II_Result result) {
      result.r2 = state.finish();
    }
  }

  /// The owner does not look for holds afterwards: a claim that follows its hold too late is missed
  /// by the thread that freed, for which the slab was queued, and by the owner.
  @JCStressTest
  @JCStressMeta(RemoteFreeAndCollection.class)
  public static class WeakenedWatch {

    @Actor
    public void owner(OneBlockAndOneFreed state) {
      long slab = Rig.takePending(state.rig.heap);
      Slab.unqueue(slab);
      Slab.collect(slab);
    }

    @Actor
    public void other(OneBlockAndOneFreed state, II_Result result) {
      result.r1 = state.freeRemotely();
    }

    @Arbiter
    public void count(OneBlockAndOneFreed state, II_Result result) {
      result.r2 = state.finish();
    }
  }
}
