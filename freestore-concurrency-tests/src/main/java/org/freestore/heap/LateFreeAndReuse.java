// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.util.Arrays;
import org.freestore.memory.Memory;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// Two threads free a block that neither owns; behind the first, the owner collects it, gives the
/// slab back, and makes another of its granule and its side table. Results: whether each free
/// succeeded, and how many blocks of the other slab were harmed.
@Outcome(
    id = {"1, 0, 0", "0, 1, 0"},
    expect = Expect.ACCEPTABLE,
    desc = "The late free notices that the block is gone.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The late free frees a block of the other slab.")
public class LateFreeAndReuse {
  /// Its blocks do not start where the contested one does, and its side table is as long.
  private static final int OTHER_CLASS = SizeClasses.of(3072);

  private static final int OTHER_CAPACITY = SizeClasses.capacity(OTHER_CLASS);

  /// The ninth block of its slab, and the only one in use. Not one of the first eight: their states
  /// are the link of a free side table, which a twin that claims there would break.
  @State
  public static class NinthBlock {
    final Rig rig = Rig.take();
    final long block;
    long other;

    public NinthBlock() {
      long[] first = new long[8];
      Arrays.setAll(first, i -> rig.allocate());
      block = rig.allocate();
      for (long other : first) {
        rig.give(other);
      }
    }

    void collectAndReuse() {
      rig.collect();
      Collection.giveBackEmpty(new Heap[] {rig.heap});
      if (rig.heap.available.first(Rig.SIZE_CLASS) == 0) {
        other = Slab.create(Rig.REGION, rig.heap.id, OTHER_CLASS);
        Memory.fill(SlabDescriptor.states(other), OTHER_CAPACITY, BlockState.LIVE);
      }
    }

    int harmed() {
      int harmed = 0;
      for (int index = 0; other != 0 && index < OTHER_CAPACITY; index++) {
        byte state = Memory.getByte(SlabDescriptor.states(other) + index);
        harmed += state == BlockState.LIVE ? 0 : 1;
      }
      return harmed;
    }

    void scrap() {
      if (other == 0) {
        rig.scrap();
      } else {
        Slab.discard(Rig.REGION, other, 0);
        rig.forgetHeap();
      }
    }
  }

  @JCStressTest
  @JCStressMeta(LateFreeAndReuse.class)
  public static class AsBuilt {

    @Actor
    public void late(NinthBlock state, III_Result result) {
      result.r1 = Rig.freeRemotely(state.block) ? 1 : 0;
    }

    @Actor
    public void prompt(NinthBlock state, III_Result result) {
      if (Rig.freeRemotely(state.block)) {
        result.r2 = 1;
        state.collectAndReuse();
      }
    }

    @Arbiter
    public void count(NinthBlock state, III_Result result) {
      result.r3 = state.harmed();
      state.scrap();
    }
  }

  /// A hold that comes after the look at the slab: when it comes the slab may be another. With a
  /// pause in between, because giving back and reusing takes longer than the look.
  @JCStressTest
  @JCStressMeta(LateFreeAndReuse.class)
  public static class WeakenedHold {
    private static final int PAUSES = 40;

    @Actor
    public void late(NinthBlock state, III_Result result) {
      result.r1 = WeakRemoteFree.holdingAfterTheLook(state.block, PAUSES) ? 1 : 0;
    }

    @Actor
    public void prompt(NinthBlock state, III_Result result) {
      if (Rig.freeRemotely(state.block)) {
        result.r2 = 1;
        state.collectAndReuse();
      }
    }

    @Arbiter
    public void count(NinthBlock state, III_Result result) {
      result.r3 = state.harmed();
      state.scrap();
    }
  }
}
