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

/// Two threads release a buffer that is held once. Results: how each release ended.
@Outcome(
    id = {"2, 0", "0, 2"},
    expect = Expect.ACCEPTABLE,
    desc = "One ends the term, the other is a double release.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The memory is freed twice, or never.")
public class LastReleases {

  @State
  public static class HeldOnce {
    final ByteBuf buffer = Holding.newBuffer();
  }

  @State
  public static class LeaseHeldOnce {
    final Lease lease = Holding.newLease();
    final int term = lease.begin(0, 1);
  }

  @JCStressTest
  @JCStressMeta(LastReleases.class)
  public static class AsBuilt {

    @Actor
    public void one(HeldOnce state, II_Result result) {
      result.r1 = Holding.release(state.buffer);
    }

    @Actor
    public void other(HeldOnce state, II_Result result) {
      result.r2 = Holding.release(state.buffer);
    }
  }

  /// A release by a read and a write.
  @JCStressTest
  @JCStressMeta(LastReleases.class)
  public static class WeakenedRelease {

    @Actor
    public void one(LeaseHeldOnce state, II_Result result) {
      result.r1 = WeakLease.releaseByReadAndWrite(state.lease, state.term);
    }

    @Actor
    public void other(LeaseHeldOnce state, II_Result result) {
      result.r2 = WeakLease.releaseByReadAndWrite(state.lease, state.term);
    }
  }
}
