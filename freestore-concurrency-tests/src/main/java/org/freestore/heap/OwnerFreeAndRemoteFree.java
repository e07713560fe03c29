// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.III_Result;

/// The owner and another thread free one block. Results: whether each succeeded, and how often the
/// block is there in the end.
///
/// The owner's free is plain loads and stores, so both may believe to have succeeded; the block
/// must come back once all the same.
@Outcome(
    id = {"1, 0, 1", "0, 1, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "One succeeds, the other learns that it was late.")
@Outcome(
    id = "1, 1, 1",
    expect = Expect.ACCEPTABLE_INTERESTING,
    desc = "The owner's store overwrote the claim: an unreported double free, without harm.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The block is lost or there twice.")
public class OwnerFreeAndRemoteFree {

  @JCStressTest
  @JCStressMeta(OwnerFreeAndRemoteFree.class)
  public static class AsBuilt {

    @Actor
    public void owner(OneBlock state, III_Result result) {
      result.r1 = state.push();
    }

    @Actor
    public void other(OneBlock state, III_Result result) {
      result.r2 = state.freeRemotely();
    }

    @Arbiter
    public void count(OneBlock state, III_Result result) {
      result.r3 = state.finish();
    }
  }

  /// A claim by a read and a write may overwrite the owner's store: the block lies in the magazine
  /// and is collected, too.
  @JCStressTest
  @JCStressMeta(OwnerFreeAndRemoteFree.class)
  public static class WeakenedClaim {

    @Actor
    public void owner(OneBlock state, III_Result result) {
      result.r1 = state.push();
    }

    @Actor
    public void other(OneBlock state, III_Result result) {
      result.r2 = WeakRemoteFree.claimingByReadAndWrite(state.block) ? 1 : 0;
    }

    @Arbiter
    public void count(OneBlock state, III_Result result) {
      result.r3 = state.finish();
    }
  }
}
