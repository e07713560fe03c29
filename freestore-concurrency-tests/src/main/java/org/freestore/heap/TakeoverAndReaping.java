// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A new thread takes over the heap of an ended one while another empties that heap's magazines.
/// Results: whether the block that the new thread got is its own, and how often it is there after
/// it was freed.
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Emptied before, or not at all.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The block went to the slab as well.")
public class TakeoverAndReaping {

  /// An orphan with two blocks in its magazine.
  @State
  public static class FullOrphan extends Orphaned {
    long taken;
    boolean stumbled;

    public FullOrphan() {
      long another = rig.allocate();
      rig.push(block);
      rig.push(another);
    }

    void takeOverWithoutLock() {
      rig.heap.changeOwner(Thread.currentThread());
      taken = Rig.allocate(rig.heap, orphans);
    }

    /// Where the magazine changes under a thread's hands, it may stumble: that, too, is a failure.
    void perhapsStumbling(Runnable step) {
      try {
        step.run();
      } catch (IndexOutOfBoundsException e) {
        stumbled = true;
      }
    }

    void finish(II_Result result) {
      perhapsStumbling(() -> result.r1 = rig.push(taken) ? 1 : 0);
      if (result.r1 == 1 && !stumbled) {
        result.r2 = finish(taken);
      } else {
        scrap();
      }
    }
  }

  @JCStressTest
  @JCStressMeta(TakeoverAndReaping.class)
  public static class AsBuilt {

    @Actor
    public void newcomer(FullOrphan state) {
      Heap heap = state.orphans.heapFor(Thread.currentThread(), ignored -> state.one);
      state.taken = Rig.allocate(heap, state.orphans);
    }

    @Actor
    public void reaper(FullOrphan state) {
      state.orphans.reap();
    }

    @Arbiter
    public void count(FullOrphan state, II_Result result) {
      state.finish(result);
    }
  }

  /// Taking over without the orphan's lock.
  @JCStressTest
  @JCStressMeta(TakeoverAndReaping.class)
  public static class WeakenedLock {

    @Actor
    public void newcomer(FullOrphan state) {
      state.perhapsStumbling(state::takeOverWithoutLock);
    }

    @Actor
    public void reaper(FullOrphan state) {
      state.perhapsStumbling(state.orphans::reap);
    }

    @Arbiter
    public void count(FullOrphan state, II_Result result) {
      state.finish(result);
    }
  }
}
