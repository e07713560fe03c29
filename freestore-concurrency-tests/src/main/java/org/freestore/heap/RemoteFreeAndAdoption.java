// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.II_Result;

/// Another thread frees a block of an orphan's slab while a living heap adopts the slab. Results:
/// whether the free succeeded, and how often its block is there once both heaps have collected.
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Whoever owns the slab gets the block.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The block is lost, or there twice.")
public class RemoteFreeAndAdoption {

  @JCStressTest
  @JCStressMeta(RemoteFreeAndAdoption.class)
  public static class AsBuilt {

    @Actor
    public void adopter(Orphaned state) {
      state.adopt(state.one);
    }

    @Actor
    public void other(Orphaned state, II_Result result) {
      result.r1 = Rig.freeRemotely(state.block) ? 1 : 0;
    }

    @Arbiter
    public void count(Orphaned state, II_Result result) {
      Rig.collect(state.rig.heap);
      Rig.collect(state.one);
      result.r2 = state.finish(state.block);
    }
  }

  /// The orphan's pending slabs are collected where they are still its own, and no adopter is told
  /// of the others: the freeing thread may have queued the slab with the owner it had before.
  @JCStressTest
  @JCStressMeta(RemoteFreeAndAdoption.class)
  public static class WeakenedForwarding {

    @Actor
    public void adopter(Orphaned state) {
      state.adopt(state.one);
    }

    @Actor
    public void other(Orphaned state, II_Result result) {
      result.r1 = Rig.freeRemotely(state.block) ? 1 : 0;
    }

    @Arbiter
    public void count(Orphaned state, II_Result result) {
      collectOwn(state.rig.heap);
      Rig.collect(state.one);
      result.r2 = state.finish(state.block);
    }

    private static void collectOwn(Heap heap) {
      long slab = Rig.takePending(heap);
      if (slab != 0 && SlabDescriptor.owner(slab) == heap.id) {
        Slab.unqueue(slab);
        Slab.collect(slab);
      }
    }
  }
}
