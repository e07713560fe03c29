// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// Two threads delete an object that is trivial to destroy. Results: whether each succeeded, and
/// whether the store is sound and hands no block out twice.
@Outcome(
    id = {"1, 0, 1", "0, 1, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "One succeeds, the other gets a DoubleDeleteException.")
@Outcome(
    expect = Expect.FORBIDDEN,
    desc = "Both succeed, neither does, something else is thrown, or the store is damaged.")
public class DeletesOfTrivialObject {

  @State
  public static class AnotherThreads {
    private static final ObjectSupply<Cell> SUPPLY =
        ObjectSupply.fromLivingThread(CellStruct::create);
    final Cell cell = SUPPLY.next();
  }

  @State
  public static class VirtualThreads {
    private static final ObjectSupply<Cell> SUPPLY =
        ObjectSupply.fromVirtualThreads(CellStruct::create);
    final Cell cell = SUPPLY.next();
  }

  @JCStressTest
  @JCStressMeta(DeletesOfTrivialObject.class)
  public static class AsBuilt {

    @Actor
    public void one(AnotherThreads state, III_Result result) {
      result.r1 = Attempt.delete(state.cell);
    }

    @Actor
    public void other(AnotherThreads state, III_Result result) {
      result.r2 = Attempt.delete(state.cell);
    }

    @Arbiter
    public void check(AnotherThreads state, III_Result result) {
      result.r3 = Ledger.soundness();
    }
  }

  @JCStressTest
  @JCStressMeta(DeletesOfTrivialObject.class)
  public static class AsBuiltForStripes {

    @Actor
    public void one(VirtualThreads state, III_Result result) {
      result.r1 = Attempt.delete(state.cell);
    }

    @Actor
    public void other(VirtualThreads state, III_Result result) {
      result.r2 = Attempt.delete(state.cell);
    }

    @Arbiter
    public void check(VirtualThreads state, III_Result result) {
      result.r3 = Ledger.soundness();
    }
  }

  /// A claim by a read and a write.
  @JCStressTest
  @JCStressMeta(DeletesOfTrivialObject.class)
  public static class WeakenedClaim {

    @Actor
    public void one(AnotherThreads state, III_Result result) {
      result.r1 = Attempt.claimByReadAndWrite(state.cell);
    }

    @Actor
    public void other(AnotherThreads state, III_Result result) {
      result.r2 = Attempt.claimByReadAndWrite(state.cell);
    }

    @Arbiter
    public void check(AnotherThreads state, III_Result result) {
      Attempt.restoreAndDelete(state.cell);
      result.r3 = Ledger.soundness();
    }
  }
}
