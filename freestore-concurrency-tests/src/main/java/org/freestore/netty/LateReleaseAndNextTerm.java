// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A buffer was released. A thread begins the next term of its lease, while another releases the
/// old buffer once more. Results: how that ended, and how often the new buffer is held.
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Refused; the new buffer is unharmed.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The release hit a buffer that it was not meant for.")
public class LateReleaseAndNextTerm {

  @State
  public static class IdleLease {
    final Lease lease = Holding.newLease();
    final int old = lease.begin(0, 1);
    private int term;

    public IdleLease() {
      lease.endTerm(old);
    }

    void begin() {
      term = lease.begin(0, 1);
    }

    int count() {
      return lease.count(term);
    }
  }

  @JCStressTest
  @JCStressMeta(LateReleaseAndNextTerm.class)
  public static class AsBuilt {

    @Actor
    public void beginner(IdleLease state) {
      state.begin();
    }

    @Actor
    public void late(IdleLease state, II_Result result) {
      result.r1 = state.lease.endTerm(state.old) ? Holding.ENDED : Holding.REFUSED;
    }

    @Arbiter
    public void count(IdleLease state, II_Result result) {
      result.r2 = state.count();
    }
  }

  /// The late thread takes the slower way, as it does where the count is not 1.
  @JCStressTest
  @JCStressMeta(LateReleaseAndNextTerm.class)
  public static class AsBuiltByCount {

    @Actor
    public void beginner(IdleLease state) {
      state.begin();
    }

    @Actor
    public void late(IdleLease state, II_Result result) {
      result.r1 = state.lease.release(state.old, 1) < 0 ? Holding.REFUSED : Holding.ENDED;
    }

    @Arbiter
    public void count(IdleLease state, II_Result result) {
      result.r2 = state.count();
    }
  }

  /// Whatever is held is released.
  @JCStressTest
  @JCStressMeta(LateReleaseAndNextTerm.class)
  public static class WeakenedTerm {

    @Actor
    public void beginner(IdleLease state) {
      state.begin();
    }

    @Actor
    public void late(IdleLease state, II_Result result) {
      result.r1 = WeakLease.releaseWhateverIsHeld(state.lease);
    }

    @Arbiter
    public void count(IdleLease state, II_Result result) {
      result.r2 = state.count();
    }
  }
}
