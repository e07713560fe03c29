// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.III_Result;

/// Two threads free a block that neither owns. Results: whether each succeeded, and how often the
/// block is there in the end.
@Outcome(
    id = {"1, 0, 1", "0, 1, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "One succeeds, the other learns that it was late.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both succeed, or the block is lost or there twice.")
public class TwoRemoteFrees {

  @JCStressTest
  @JCStressMeta(TwoRemoteFrees.class)
  public static class AsBuilt {

    @Actor
    public void one(OneBlock state, III_Result result) {
      result.r1 = state.freeRemotely();
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

  /// A stripe's block: one of the two may hold the stripe, but neither owns it.
  @JCStressTest
  @JCStressMeta(TwoRemoteFrees.class)
  public static class AsBuiltForStripes {

    @Actor
    public void one(StripeBlock state, III_Result result) {
      result.r1 = state.free(state.block);
    }

    @Actor
    public void other(StripeBlock state, III_Result result) {
      result.r2 = state.free(state.block);
    }

    @Arbiter
    public void count(StripeBlock state, III_Result result) {
      result.r3 = state.finish();
    }
  }

  /// A claim by a read and a write: both threads read `LIVE`.
  @JCStressTest
  @JCStressMeta(TwoRemoteFrees.class)
  public static class WeakenedClaim {

    @Actor
    public void one(OneBlock state, III_Result result) {
      result.r1 = WeakRemoteFree.claimingByReadAndWrite(state.block) ? 1 : 0;
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

  /// The stripe's holder frees as an owner does, by a read and a write.
  @JCStressTest
  @JCStressMeta(TwoRemoteFrees.class)
  public static class WeakenedHolder {

    @Actor
    public void one(StripeBlock state, III_Result result) {
      result.r1 = state.freeAsOwner();
    }

    @Actor
    public void other(StripeBlock state, III_Result result) {
      result.r2 = state.freeAsOwner();
    }

    @Arbiter
    public void count(StripeBlock state, III_Result result) {
      result.r3 = state.finish();
    }
  }
}
