// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

import org.freestore.heap.Rig;
import org.freestore.memory.Memory;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A thread holds a slab and then looks whether it has an owner, while the owner gives it back.
/// Results: whether the thread found an owner and would go on, and whether the slab was given back.
@Outcome(
    id = {"1, 0", "0, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "One of the two sees the other.")
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Each sees the other and stands back.")
@Outcome(
    expect = Expect.FORBIDDEN,
    desc = "The thread works on a slab that was given back under its hands.")
public class HoldAndGivingBack {
  private static final int OWNER = 1;

  @State
  public static class OneSlab {
    final long slab = Slab.create(Rig.REGION, OWNER, Rig.SIZE_CLASS);

    /// @param givenBack whether the region has it already
    void finish(boolean givenBack) {
      if (givenBack) {
        Slab.unhold(slab);
      } else {
        Slab.discard(Rig.REGION, slab, 0);
      }
    }
  }

  @JCStressTest
  @JCStressMeta(HoldAndGivingBack.class)
  public static class AsBuilt {

    @Actor
    public void owner(OneSlab state, II_Result result) {
      result.r2 = Slab.giveBack(Rig.REGION, state.slab, 0) ? 1 : 0;
    }

    @Actor
    public void other(OneSlab state, II_Result result) {
      Slab.hold(state.slab);
      result.r1 = SlabDescriptor.owner(state.slab) != 0 ? 1 : 0;
    }

    @Arbiter
    public void finish(OneSlab state, II_Result result) {
      state.finish(result.r2 == 1);
    }
  }

  /// The look comes first, the hold after it.
  @JCStressTest
  @JCStressMeta(HoldAndGivingBack.class)
  public static class WeakenedHold {

    @Actor
    public void owner(OneSlab state, II_Result result) {
      result.r2 = Slab.giveBack(Rig.REGION, state.slab, 0) ? 1 : 0;
    }

    @Actor
    public void other(OneSlab state, II_Result result) {
      result.r1 = SlabDescriptor.owner(state.slab) != 0 ? 1 : 0;
      Thread.onSpinWait();
      Slab.hold(state.slab);
    }

    @Arbiter
    public void finish(OneSlab state, II_Result result) {
      state.finish(result.r2 == 1);
    }
  }

  /// The owner's id is cleared by a release store, which may still be on its way when the owner
  /// looks for holds.
  @JCStressTest
  @JCStressMeta(HoldAndGivingBack.class)
  public static class WeakenedWithdrawal {

    @Actor
    public void owner(OneSlab state, II_Result result) {
      Memory.putLongRelease(Rig.REGION.mapWord(SlabDescriptor.granule(state.slab)), 0);
      Memory.putIntRelease(state.slab, 0);
      result.r2 = Memory.getIntVolatile(SlabDescriptor.remoteWord(state.slab)) == 0 ? 1 : 0;
    }

    @Actor
    public void other(OneSlab state, II_Result result) {
      Slab.hold(state.slab);
      result.r1 = SlabDescriptor.owner(state.slab) != 0 ? 1 : 0;
    }

    @Arbiter
    public void finish(OneSlab state, II_Result result) {
      state.finish(false);
    }
  }
}
