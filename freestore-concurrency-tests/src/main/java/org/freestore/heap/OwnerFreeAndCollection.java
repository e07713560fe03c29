// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// The owner, which was at rest, wakes up and frees a block, while another thread frees the same
/// block and goes on to collect on the owner's behalf. Results: whether each free succeeded, and
/// how often the block is there in the end.
///
/// The owner may be anywhere between its look at the state and its store when the claim that it did
/// not see is collected.
@Outcome(
    id = {"1, 0, 1", "0, 1, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "One succeeds, the other learns that it was late.")
@Outcome(
    id = "1, 1, 1",
    expect = Expect.ACCEPTABLE_INTERESTING,
    desc = "The owner's store overwrote the claim: an unreported double free, without harm.")
@Outcome(
    expect = Expect.FORBIDDEN,
    desc = "The block is lost, in two places, or free in one book and in use in another.")
public class OwnerFreeAndCollection {
  private static final int PAUSES = 3;

  @State
  public static class RestingOwnersBlock extends OneBlock {
    public RestingOwnersBlock() {
      PlayedOwner.rest();
    }

    int wakeAndPush() {
      PlayedOwner.wake();
      int freed = push();
      PlayedOwner.rest();
      return freed;
    }

    int freeAndCollectSincePrematureLook() {
      boolean rests = PlayedOwner.INSTANCE.getState() != Thread.State.RUNNABLE;
      WeakRemoteFree.pause(PAUSES);
      int freed = freeRemotely();
      if (rests) {
        rig.collect();
      }
      return freed;
    }
  }

  @JCStressTest
  @JCStressMeta(OwnerFreeAndCollection.class)
  public static class AsBuilt {

    @Actor
    public void owner(RestingOwnersBlock state, III_Result result) {
      result.r1 = state.wakeAndPush();
    }

    @Actor
    public void other(RestingOwnersBlock state, III_Result result) {
      result.r2 = state.freeRemotely();
      Collection.collectFor(state.rig.heap);
    }

    @Arbiter
    public void count(RestingOwnersBlock state, III_Result result) {
      result.r3 = state.finish();
    }
  }

  /// A stripe has no owner that could rest; its holder claims what it frees.
  @JCStressTest
  @JCStressMeta(OwnerFreeAndCollection.class)
  public static class AsBuiltForStripes {

    @Actor
    public void holder(StripeBlock state, III_Result result) {
      result.r1 = state.free(state.block);
    }

    @Actor
    public void other(StripeBlock state, III_Result result) {
      result.r2 = state.freeRemotely();
      Collection.collectFor(state.rig.heap);
    }

    @Arbiter
    public void count(StripeBlock state, III_Result result) {
      result.r3 = state.finish();
    }
  }

  /// The owner is seen at rest first; what is collected was freed after.
  @JCStressTest
  @JCStressMeta(OwnerFreeAndCollection.class)
  public static class WeakenedOrder {

    @Actor
    public void owner(RestingOwnersBlock state, III_Result result) {
      result.r1 = state.wakeAndPush();
    }

    @Actor
    public void other(RestingOwnersBlock state, III_Result result) {
      result.r2 = state.freeAndCollectSincePrematureLook();
    }

    @Arbiter
    public void count(RestingOwnersBlock state, III_Result result) {
      result.r3 = state.finish();
    }
  }
}
