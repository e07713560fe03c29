// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/// The owner refills a magazine while another thread, which believes it at rest, collects on its
/// behalf. Result: how often a block is there in the end that was freed by another thread before.
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "One of the two collects it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "It is lost, there twice, or wrongly counted.")
public class CollectionAndRefill {

  @State
  public static class FreedBlock extends OneBlock {
    long refilled;

    public FreedBlock() {
      PlayedOwner.rest();
      Rig.freeRemotely(block);
    }

    int finishRefilled() {
      rig.push(refilled);
      return finish();
    }
  }

  @JCStressTest
  @JCStressMeta(CollectionAndRefill.class)
  public static class AsBuilt {

    @Actor
    public void owner(FreedBlock state) {
      state.refilled = state.rig.allocate();
    }

    @Actor
    public void other(FreedBlock state) {
      Collection.collectFor(state.rig.heap);
    }

    @Arbiter
    public void count(FreedBlock state, I_Result result) {
      result.r1 = state.finishRefilled();
    }
  }

  /// Collecting without the heap's lock.
  @JCStressTest
  @JCStressMeta(CollectionAndRefill.class)
  public static class WeakenedLock {

    @Actor
    public void owner(FreedBlock state) {
      state.refilled = state.rig.allocate();
    }

    @Actor
    public void other(FreedBlock state) {
      Collection.collectPending(state.rig.heap);
    }

    @Arbiter
    public void count(FreedBlock state, I_Result result) {
      result.r1 = state.finishRefilled();
    }
  }
}
