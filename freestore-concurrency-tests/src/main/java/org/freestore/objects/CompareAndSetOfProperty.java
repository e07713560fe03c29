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
import org.openjdk.jcstress.infra.results.III_Result;

/// Two threads set a property by compare-and-set. Results: whether each succeeded, and the value.
@Outcome(
    id = {"1, 0, 1", "0, 1, 2"},
    expect = Expect.ACCEPTABLE,
    desc = "One succeeds.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both succeed, neither does, or the value is another.")
public class CompareAndSetOfProperty {

  @State
  public static class OneCounter {
    final Counter counter = CounterStruct.create();

    int compareAndSet(int value) {
      return counter.compareAndSetHits(0, value) ? 1 : 0;
    }

    int readAndWrite(int value) {
      boolean first = counter.hits() == 0;
      if (first) {
        counter.hits(value);
      }
      return first ? 1 : 0;
    }

    int finish() {
      int hits = counter.hits();
      FreeStore.delete(counter);
      return hits;
    }
  }

  @JCStressTest
  @JCStressMeta(CompareAndSetOfProperty.class)
  public static class AsBuilt {

    @Actor
    public void one(OneCounter state, III_Result result) {
      result.r1 = state.compareAndSet(1);
    }

    @Actor
    public void other(OneCounter state, III_Result result) {
      result.r2 = state.compareAndSet(2);
    }

    @Arbiter
    public void check(OneCounter state, III_Result result) {
      result.r3 = state.finish();
    }
  }

  /// By a read and a write.
  @JCStressTest
  @JCStressMeta(CompareAndSetOfProperty.class)
  public static class WeakenedSet {

    @Actor
    public void one(OneCounter state, III_Result result) {
      result.r1 = state.readAndWrite(1);
    }

    @Actor
    public void other(OneCounter state, III_Result result) {
      result.r2 = state.readAndWrite(2);
    }

    @Arbiter
    public void check(OneCounter state, III_Result result) {
      result.r3 = state.finish();
    }
  }
}
