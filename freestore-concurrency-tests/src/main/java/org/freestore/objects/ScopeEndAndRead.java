// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.freestore.AutoScope;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/// A thread closes a scope and creates another object in the next one, while a second thread reads
/// an object of the first. Result: what it read; 1 also if it saw no object.
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The object's value.")
@Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "The read is reported.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Another object's value, or none's.")
public class ScopeEndAndRead {

  @State
  public static class Place {
    private static final int MOST_LOOKS = 200;
    private volatile @Nullable Cell cell;

    void useTwoScopes() {
      try (AutoScope scope = AutoScope.open()) {
        Cell first = CellStruct.createIn(scope);
        first.value(1);
        cell = first;
        Attempt.pause();
      }
      try (AutoScope scope = AutoScope.open()) {
        CellStruct.createIn(scope).value(2);
        Attempt.pause();
      }
    }

    @Nullable Cell await() {
      Cell seen = cell;
      for (int i = 0; seen == null && i < MOST_LOOKS; i++) {
        seen = cell;
      }
      return seen;
    }
  }

  @JCStressTest
  @JCStressMeta(ScopeEndAndRead.class)
  public static class AsBuilt {

    @Actor
    public void owner(Place state) {
      state.useTwoScopes();
    }

    @Actor
    public void reader(Place state, J_Result result) {
      Cell seen = state.await();
      result.r1 = seen == null ? 1 : Attempt.read(seen);
    }
  }

  /// The check comes before the load.
  @JCStressTest
  @JCStressMeta(ScopeEndAndRead.class)
  public static class WeakenedRead {

    @Actor
    public void owner(Place state) {
      state.useTwoScopes();
    }

    @Actor
    public void reader(Place state, J_Result result) {
      Cell seen = state.await();
      result.r1 = seen == null ? 1 : Attempt.readAfterCheck(seen);
    }
  }
}
