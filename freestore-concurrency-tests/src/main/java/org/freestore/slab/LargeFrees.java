// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

import org.freestore.heap.Rig;
import org.freestore.region.Region;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// Two threads free a large block. Results: whether each succeeded.
@Outcome(
    id = {"1, 0", "0, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "One succeeds, the other learns that it was late.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both give the run back, or neither does.")
public class LargeFrees {
  private static final int OWNER = 1;

  @State
  public static class LargeOne {
    final Region region = Rig.REGION;
    final long block = LargeBlock.create(region, region.allocateRun(2, 1), OWNER);
    private volatile boolean live = true;

    int free() {
      if (LargeBlock.state(region, block, OWNER) != BlockState.LIVE
          || !LargeBlock.change(region, block, BlockState.LIVE, BlockState.FREE)) {
        return 0;
      }
      LargeBlock.giveBack(region, block, 0);
      return 1;
    }

    int claimByReadAndWrite() {
      if (!live) {
        return 0;
      }
      live = false;
      return 1;
    }
  }

  @JCStressTest
  @JCStressMeta(LargeFrees.class)
  public static class AsBuilt {

    @Actor
    public void one(LargeOne state, II_Result result) {
      result.r1 = state.free();
    }

    @Actor
    public void other(LargeOne state, II_Result result) {
      result.r2 = state.free();
    }

    /// Looks at the whole region now and then: it takes longer than all the rest.
    @Arbiter
    public void check(LargeOne state, II_Result result) {
      if ((state.block >>> Region.GRANULE_SHIFT & 0x3ff) == 0
          && state.region.firstBrokenInvariant() != null) {
        result.r1 = Rig.BROKEN;
      }
    }
  }

  /// A claim by a read and a write.
  @JCStressTest
  @JCStressMeta(LargeFrees.class)
  public static class WeakenedClaim {

    @Actor
    public void one(LargeOne state, II_Result result) {
      result.r1 = state.claimByReadAndWrite();
    }

    @Actor
    public void other(LargeOne state, II_Result result) {
      result.r2 = state.claimByReadAndWrite();
    }

    @Arbiter
    public void finish(LargeOne state, II_Result result) {
      LargeBlock.giveBack(state.region, state.block, 0);
    }
  }
}
