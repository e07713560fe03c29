// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/// A thread creates an object and publishes it through a volatile field, where a second thread
/// finds it. Result: what it holds; 5 also if it is not there yet.
@Outcome(id = "5", expect = Expect.ACCEPTABLE, desc = "All that was written before.")
@Outcome(expect = Expect.FORBIDDEN, desc = "An object half made, or none.")
public class Publication {

  @JCStressTest
  @JCStressMeta(Publication.class)
  public static class AsBuilt {

    @State
    public static class Place {
      volatile @Nullable Cell cell;
    }

    @Actor
    public void creator(Place state) {
      Cell created = Ledger.enter(CellStruct.create());
      created.value(5);
      state.cell = created;
    }

    @Actor
    public void reader(Place state, J_Result result) {
      Cell seen = state.cell;
      result.r1 = seen == null ? 5 : Attempt.read(seen);
    }

    @Arbiter
    public void check(Place state) {
      Attempt.delete(Objects.requireNonNull(state.cell));
    }
  }

  /// Published before it is written.
  @JCStressTest
  @JCStressMeta(Publication.class)
  public static class WeakenedOrder {

    @State
    public static class Place {
      volatile @Nullable Cell cell;
    }

    @Actor
    public void creator(Place state) {
      Cell created = Ledger.enter(CellStruct.create());
      state.cell = created;
      Attempt.pause();
      created.value(5);
    }

    @Actor
    public void reader(Place state, J_Result result) {
      Cell seen = state.cell;
      result.r1 = seen == null ? 5 : Attempt.read(seen);
    }

    @Arbiter
    public void check(Place state) {
      Attempt.delete(Objects.requireNonNull(state.cell));
    }
  }
}
