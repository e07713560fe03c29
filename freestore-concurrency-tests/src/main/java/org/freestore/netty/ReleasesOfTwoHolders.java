// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import io.netty.buffer.ByteBuf;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// Two threads release a buffer that is held twice. Results: how each release ended.
@Outcome(
    id = {"1, 2", "2, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "Exactly one of them is the last.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A release is lost: freed twice, too early, or never.")
public class ReleasesOfTwoHolders {

  @State
  public static class HeldTwice {
    final ByteBuf buffer = Holding.newBuffer().retain();
  }

  @State
  public static class LeaseHeldTwice {
    final Lease lease = Holding.newLease();
    final int term = lease.begin(0, 1);

    public LeaseHeldTwice() {
      lease.retain(term, 1);
    }
  }

  @JCStressTest
  @JCStressMeta(ReleasesOfTwoHolders.class)
  public static class AsBuilt {

    @Actor
    public void one(HeldTwice state, II_Result result) {
      result.r1 = Holding.release(state.buffer);
    }

    @Actor
    public void other(HeldTwice state, II_Result result) {
      result.r2 = Holding.release(state.buffer);
    }
  }

  /// A release by a read and a write.
  @JCStressTest
  @JCStressMeta(ReleasesOfTwoHolders.class)
  public static class WeakenedRelease {

    @Actor
    public void one(LeaseHeldTwice state, II_Result result) {
      result.r1 = WeakLease.releaseByReadAndWrite(state.lease, state.term);
    }

    @Actor
    public void other(LeaseHeldTwice state, II_Result result) {
      result.r2 = WeakLease.releaseByReadAndWrite(state.lease, state.term);
    }
  }
}
