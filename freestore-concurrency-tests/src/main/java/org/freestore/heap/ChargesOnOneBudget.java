// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// Two threads charge a budget that has room for one of them. Results: how many blocks each was
/// granted.
@Outcome(
    id = {"1, 0", "0, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "One is granted.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The limit is exceeded, or nobody served.")
public class ChargesOnOneBudget {
  private static final long LIMIT_BYTES = 100;
  private static final long BLOCK_BYTES = 64;

  @State
  public static class OneBudget {
    final Budget budget = new Budget(LIMIT_BYTES);
    volatile long chargedBytes;

    int chargeByReadAndWrite() {
      long charged = chargedBytes;
      if (charged + BLOCK_BYTES > LIMIT_BYTES) {
        return 0;
      }
      chargedBytes = charged + BLOCK_BYTES;
      return 1;
    }
  }

  @JCStressTest
  @JCStressMeta(ChargesOnOneBudget.class)
  public static class AsBuilt {

    @Actor
    public void one(OneBudget state, II_Result result) {
      result.r1 = state.budget.charge(1, BLOCK_BYTES);
    }

    @Actor
    public void other(OneBudget state, II_Result result) {
      result.r2 = state.budget.charge(1, BLOCK_BYTES);
    }
  }

  /// Charging by a read and a write.
  @JCStressTest
  @JCStressMeta(ChargesOnOneBudget.class)
  public static class WeakenedCharge {

    @Actor
    public void one(OneBudget state, II_Result result) {
      result.r1 = state.chargeByReadAndWrite();
    }

    @Actor
    public void other(OneBudget state, II_Result result) {
      result.r2 = state.chargeByReadAndWrite();
    }
  }
}
