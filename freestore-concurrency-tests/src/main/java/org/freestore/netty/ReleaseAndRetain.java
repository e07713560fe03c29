// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import io.netty.buffer.ByteBuf;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// A thread releases a buffer that is held once, while another retains it. Results: how each ended,
/// and how often the buffer is held in the end.
@Outcome(
    id = "2, 0, 0",
    expect = Expect.ACCEPTABLE,
    desc = "Released first: the other uses a released buffer, and is told.")
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Retained first: it stays held.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A buffer is held whose memory was freed.")
public class ReleaseAndRetain {

  @State
  public static class HeldOnce {
    final ByteBuf buffer = Holding.newBuffer();
  }

  @State
  public static class LeaseHeldOnce {
    final Lease lease = Holding.newLease();
    final int term = lease.begin(0, 1);

    int release() {
      int left = lease.release(term, 1);
      return left < 0 ? Holding.REFUSED : left == 0 ? Holding.ENDED : Holding.HELD;
    }

    int retain() {
      return lease.retain(term, 1) == 0 ? Holding.REFUSED : Holding.HELD;
    }
  }

  @JCStressTest
  @JCStressMeta(ReleaseAndRetain.class)
  public static class AsBuilt {

    @Actor
    public void releaser(HeldOnce state, III_Result result) {
      result.r1 = Holding.release(state.buffer);
    }

    @Actor
    public void retainer(HeldOnce state, III_Result result) {
      result.r2 = Holding.retain(state.buffer);
    }

    @Arbiter
    public void count(HeldOnce state, III_Result result) {
      result.r3 = Holding.countReleased(state.buffer);
    }
  }

  /// The retain by a read and a write.
  @JCStressTest
  @JCStressMeta(ReleaseAndRetain.class)
  public static class WeakenedRetain {

    @Actor
    public void releaser(LeaseHeldOnce state, III_Result result) {
      result.r1 = state.release();
    }

    @Actor
    public void retainer(LeaseHeldOnce state, III_Result result) {
      result.r2 = WeakLease.retainByReadAndWrite(state.lease, state.term);
    }

    @Arbiter
    public void count(LeaseHeldOnce state, III_Result result) {
      result.r3 = state.lease.count(state.term);
    }
  }
}
