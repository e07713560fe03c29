// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.freestore.FreeStore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/// Two threads add to a property. Result: the sum.
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "Both are there.")
@Outcome(expect = Expect.FORBIDDEN, desc = "One is lost.")
public class AdditionsToProperty {

  @State
  public static class OneCounter {
    final Counter counter = CounterStruct.create();

    int finish() {
      int hits = counter.hits();
      FreeStore.delete(counter);
      return hits;
    }
  }

  @JCStressTest
  @JCStressMeta(AdditionsToProperty.class)
  public static class AsBuilt {

    @Actor
    public void one(OneCounter state) {
      state.counter.getAndAddHits(1);
    }

    @Actor
    public void other(OneCounter state) {
      state.counter.getAndAddHits(1);
    }

    @Arbiter
    public void check(OneCounter state, I_Result result) {
      result.r1 = state.finish();
    }
  }

  /// By a read and a write.
  @JCStressTest
  @JCStressMeta(AdditionsToProperty.class)
  public static class WeakenedAddition {

    @Actor
    public void one(OneCounter state) {
      state.counter.hits(state.counter.hits() + 1);
    }

    @Actor
    public void other(OneCounter state) {
      state.counter.hits(state.counter.hits() + 1);
    }

    @Arbiter
    public void check(OneCounter state, I_Result result) {
      result.r1 = state.finish();
    }
  }
}
