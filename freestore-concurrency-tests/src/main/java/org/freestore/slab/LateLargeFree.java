// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

import org.freestore.heap.Rig;
import org.freestore.memory.Memory;
import org.freestore.region.Region;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// Two threads free a large block; behind the first, its run becomes a slab of which two blocks are
/// in use. Results: whether each free succeeded, and how many blocks the slab has in use.
@Outcome(
    id = {"1, 0, 0", "0, 1, 2"},
    expect = Expect.ACCEPTABLE,
    desc = "The late free notices that the block is gone.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The late free takes something of the slab's for it.")
public class LateLargeFree {
  private static final int OWNER = 1;

  @State
  public static class LargeOne {
    final Region region = Rig.REGION;
    final long block = LargeBlock.create(region, region.allocateRun(1, 1), OWNER);
    private final long[] entries = new long[4];
    private long slab;

    boolean free() {
      return LargeBlock.state(region, block, OWNER) == BlockState.LIVE
          && LargeBlock.change(region, block, BlockState.LIVE, BlockState.FREE);
    }

    void freeAndReuse(III_Result result) {
      if (free()) {
        result.r2 = 1;
        LargeBlock.giveBack(region, block, 0);
        slab = Slab.create(region, OWNER, Rig.SIZE_CLASS);
        Slab.take(slab, 2, entries, 0);
      }
    }

    int finish() {
      if (slab == 0) {
        LargeBlock.giveBack(region, block, 0);
        return 0;
      }
      int used = SlabDescriptor.used(slab);
      Slab.discard(region, slab, 0);
      return used;
    }
  }

  @JCStressTest
  @JCStressMeta(LateLargeFree.class)
  public static class AsBuilt {

    @Actor
    public void late(LargeOne state, III_Result result) {
      result.r1 = state.free() ? 1 : 0;
    }

    @Actor
    public void prompt(LargeOne state, III_Result result) {
      state.freeAndReuse(result);
    }

    @Arbiter
    public void count(LargeOne state, III_Result result) {
      result.r3 = state.finish();
    }
  }

  /// The state lies where a slab has its count of used blocks, and 2 means `LIVE`. With a pause
  /// between the look and the claim, because giving back and reusing takes longer.
  @JCStressTest
  @JCStressMeta(LateLargeFree.class)
  public static class WeakenedLayout {
    private static final long USED = 72;
    private static final int PAUSES = 20;

    @Actor
    public void late(LargeOne state, III_Result result) {
      long descriptor = state.region.descriptor(state.region.granule(state.block));
      if (LargeBlock.state(state.region, state.block, OWNER) == BlockState.LIVE) {
        for (int i = 0; i < PAUSES; i++) {
          Thread.onSpinWait();
        }
        boolean claimed =
            LargeBlock.change(state.region, state.block, BlockState.LIVE, BlockState.FREE)
                || Memory.compareAndSetInt(descriptor + USED, BlockState.LIVE, BlockState.FREE);
        result.r1 = claimed ? 1 : 0;
      }
    }

    @Actor
    public void prompt(LargeOne state, III_Result result) {
      state.freeAndReuse(result);
    }

    @Arbiter
    public void count(LargeOne state, III_Result result) {
      result.r3 = state.finish();
    }
  }
}
