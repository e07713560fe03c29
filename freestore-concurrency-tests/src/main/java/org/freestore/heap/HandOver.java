// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.freestore.memory.Memory;
import org.freestore.slab.BlockState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// The owner allocates a block, writes to it and hands its address over; the other thread reads the
/// block and frees it; the owner, meanwhile, collects, allocates again and writes to that block,
/// which may be the same. Results: what the other thread read, whether its free succeeded, and how
/// often the block is there in the end.
@Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "Not handed over yet.")
@Outcome(
    id = "1, 1, 1",
    expect = Expect.ACCEPTABLE,
    desc = "The other thread sees what was written, and may free the block.")
@Outcome(
    expect = Expect.FORBIDDEN,
    desc = "It sees something else, or the allocator does not know the block yet.")
public class HandOver {

  @State
  public static class Hands {
    private static final VarHandle HANDED_OVER;

    static {
      try {
        HANDED_OVER = MethodHandles.lookup().findVarHandle(Hands.class, "handedOver", long.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    final Rig rig = Rig.take();
    long handedOver;
    long again;

    /// The magazine holds one block.
    public Hands() {
      rig.push(rig.allocate());
    }

    void handOver(long block) {
      HANDED_OVER.setRelease(this, block);
    }

    void collectAndAllocateAgain() {
      rig.collect();
      again = rig.allocate();
      Memory.putLong(again, 2);
    }

    void readAndFree(III_Result result) {
      long block = (long) HANDED_OVER.getAcquire(this);
      if (block != 0) {
        result.r1 = (int) Memory.getLong(block);
        result.r2 = Rig.freeRemotely(block) ? 1 : 0;
      }
    }

    int finish(boolean freed) {
      rig.push(again);
      if (!freed) {
        rig.push(handedOver);
      }
      return rig.finish(handedOver);
    }
  }

  @JCStressTest
  @JCStressMeta(HandOver.class)
  public static class AsBuilt {

    @Actor
    public void owner(Hands state) {
      long block = state.rig.allocate();
      Memory.putLong(block, 1);
      state.handOver(block);
      state.collectAndAllocateAgain();
    }

    @Actor
    public void other(Hands state, III_Result result) {
      state.readAndFree(result);
    }

    @Arbiter
    public void count(Hands state, III_Result result) {
      result.r3 = state.finish(result.r2 == 1);
    }
  }

  /// The block becomes `LIVE` after its address was handed over.
  @JCStressTest
  @JCStressMeta(HandOver.class)
  public static class WeakenedAllocation {
    private static final int PAUSES = 40;

    @Actor
    public void owner(Hands state) {
      Magazine magazine = state.rig.heap.magazines[Rig.SIZE_CLASS];
      long block = magazine.entries[0];
      magazine.top = 0;
      Memory.putLong(block, 1);
      state.handOver(block);
      WeakRemoteFree.pause(PAUSES);
      Memory.putByte(magazine.entries[1], BlockState.LIVE);
      state.collectAndAllocateAgain();
    }

    @Actor
    public void other(Hands state, III_Result result) {
      state.readAndFree(result);
    }

    @Arbiter
    public void count(Hands state, III_Result result) {
      result.r3 = state.finish(result.r2 == 1);
    }
  }
}
