// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.slab.Slab;
import org.freestore.slab.SlabList;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// Two threads that need a slab look for one among the orphans, where there is one. Results: how
/// many blocks of the orphan's slab were handed out, and whether the two blocks differ.
@Outcome(
    id = {"0, 1", "1, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "One adopts it at most; who does not makes a slab.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both adopt it.")
public class AllocationsFromOneOrphan {

  @State
  public static class OneOrphan extends Orphaned {
    long fromOne;
    long fromOther;

    void finish(II_Result result) {
      result.r1 = (isOrphans(fromOne) ? 1 : 0) + (isOrphans(fromOther) ? 1 : 0);
      result.r2 = fromOne != fromOther ? 1 : 0;
      if (result.r1 == 2) {
        scrap();
        return;
      }
      giveOrphans(fromOne);
      giveOrphans(fromOther);
      rig.push(block);
      finish(block);
    }

    private void giveOrphans(long candidate) {
      if (isOrphans(candidate)) {
        rig.give(candidate);
      }
    }
  }

  @JCStressTest
  @JCStressMeta(AllocationsFromOneOrphan.class)
  public static class AsBuilt {

    @Actor
    public void one(OneOrphan state) {
      state.fromOne = Rig.allocate(state.one, state.orphans);
    }

    @Actor
    public void other(OneOrphan state) {
      state.fromOther = Rig.allocate(state.other, state.orphans);
    }

    @Arbiter
    public void count(OneOrphan state, II_Result result) {
      state.finish(result);
    }
  }

  /// Adopting without the orphan's lock.
  @JCStressTest
  @JCStressMeta(AllocationsFromOneOrphan.class)
  public static class WeakenedLock {
    private static final int PAUSES = 3;

    @Actor
    public void one(OneOrphan state) {
      state.fromOne = adoptAndAllocate(state, state.one);
    }

    @Actor
    public void other(OneOrphan state) {
      state.fromOther = adoptAndAllocate(state, state.other);
    }

    @Arbiter
    public void count(OneOrphan state, II_Result result) {
      state.finish(result);
    }

    private static long adoptAndAllocate(OneOrphan state, Heap heap) {
      SlabList orphans = state.rig.heap.available;
      long slab = orphans.first(Rig.SIZE_CLASS);
      WeakRemoteFree.pause(PAUSES);
      if (slab != 0) {
        orphans.remove(slab, Rig.SIZE_CLASS);
        Slab.adopt(Rig.REGION, slab, heap.id);
        heap.available.addFirst(slab, Rig.SIZE_CLASS);
      }
      return Rig.allocate(heap, state.orphans);
    }
  }
}
