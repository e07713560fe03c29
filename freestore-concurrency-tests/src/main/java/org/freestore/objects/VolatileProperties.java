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
import org.openjdk.jcstress.infra.results.II_Result;

/// Each of two threads writes a property and then reads the other's. Results: what they read.
@Outcome(
    id = {"0, 1", "1, 0", "1, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "One came first.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Neither saw the other's.")
public class VolatileProperties {

  @State
  public static class OneCounter {
    final Counter counter = CounterStruct.create();
  }

  @JCStressTest
  @JCStressMeta(VolatileProperties.class)
  public static class AsBuilt {

    @Actor
    public void one(OneCounter state, II_Result result) {
      state.counter.hits(1);
      result.r1 = state.counter.flag();
    }

    @Actor
    public void other(OneCounter state, II_Result result) {
      state.counter.flag(1);
      result.r2 = state.counter.hits();
    }

    @Arbiter
    public void check(OneCounter state) {
      FreeStore.delete(state.counter);
    }
  }

  /// The properties are plain.
  @JCStressTest
  @JCStressMeta(VolatileProperties.class)
  public static class WeakenedAccess {

    @Actor
    public void one(OneCounter state, II_Result result) {
      state.counter.plainOne(1);
      result.r1 = state.counter.plainOther();
    }

    @Actor
    public void other(OneCounter state, II_Result result) {
      state.counter.plainOther(1);
      result.r2 = state.counter.plainOne();
    }

    @Arbiter
    public void check(OneCounter state) {
      FreeStore.delete(state.counter);
    }
  }
}
