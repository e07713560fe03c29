// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.memory.Memory;
import org.freestore.slab.BlockState;
import org.freestore.slab.Slab;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// The owner frees a block while another thread frees the one whose state lies beside it, in the
/// same word: the owner by storing a byte, the other by compare-and-set of the word. Results:
/// whether each succeeded, and how often the other thread's block is there in the end.
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Neither notices the other.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A free is refused, or lost.")
public class NeighbouringFrees {

  @State
  public static class TwoBlocks extends OneBlock {
    final long neighbour = rig.allocate();
  }

  @JCStressTest
  @JCStressMeta(NeighbouringFrees.class)
  public static class AsBuilt {

    @Actor
    public void owner(TwoBlocks state, III_Result result) {
      result.r1 = state.rig.push(state.neighbour) ? 1 : 0;
    }

    @Actor
    public void other(TwoBlocks state, III_Result result) {
      result.r2 = state.freeRemotely();
    }

    @Arbiter
    public void count(TwoBlocks state, III_Result result) {
      result.r3 = state.finish();
    }
  }

  /// A claim that writes the word it read: the owner's store in between is undone.
  @JCStressTest
  @JCStressMeta(NeighbouringFrees.class)
  public static class WeakenedClaim {

    @Actor
    public void owner(TwoBlocks state, III_Result result) {
      result.r1 = state.rig.push(state.neighbour) ? 1 : 0;
    }

    @Actor
    public void other(TwoBlocks state, III_Result result) {
      result.r2 = claimByWritingTheWord(state.block) ? 1 : 0;
    }

    @Arbiter
    public void count(TwoBlocks state, III_Result result) {
      result.r3 = state.finish();
    }

    private static boolean claimByWritingTheWord(long block) {
      long slab = Slab.of(Rig.REGION, block);
      Slab.hold(slab);
      WeakRemoteFree.queue(slab);
      long state = Rig.stateAddress(block);
      int shift = Memory.bitShiftOfByteInInt(state);
      int seen = Memory.getIntVolatile(state & ~3L);
      if ((byte) (seen >>> shift) != BlockState.LIVE) {
        return false;
      }
      Memory.putInt(state & ~3L, (seen & ~(0xff << shift)) | (BlockState.REMOTE << shift));
      return true;
    }
  }
}
