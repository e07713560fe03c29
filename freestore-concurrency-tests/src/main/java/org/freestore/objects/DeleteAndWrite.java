// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A thread deletes an object and creates another one, mostly in the same block, while a second
/// thread writes to the first object. Results: whether the write went through or was reported, and
/// what the other object holds in the end.
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "Written to the object it was meant for.")
@Outcome(id = "-1, 2", expect = Expect.ACCEPTABLE, desc = "Reported, and nothing written.")
@Outcome(
    id = {"1, 7", "1, 0"},
    expect = Expect.ACCEPTABLE_INTERESTING,
    desc = "The data race that remains: checked before the delete, written after.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Reported, but written; or something else entirely.")
public class DeleteAndWrite {

  /// An object of one of the actors.
  @State
  public static class OneCell {
    final Cell cell = Ledger.enter(CellStruct.create());
    private Cell next = cell;

    void deleteAndCreate() {
      Attempt.delete(cell);
      next = Ledger.enter(CellStruct.create());
      next.value(2);
      Attempt.pause();
    }

    int finish() {
      int value = (int) next.value();
      Attempt.delete(next);
      return value;
    }
  }

  @JCStressTest
  @JCStressMeta(DeleteAndWrite.class)
  public static class AsBuilt {

    @Actor
    public void deleter(OneCell state) {
      state.deleteAndCreate();
    }

    @Actor
    public void writer(OneCell state, II_Result result) {
      result.r1 = Attempt.write(state.cell, 7);
    }

    @Arbiter
    public void check(OneCell state, II_Result result) {
      result.r2 = state.finish();
    }
  }

  /// The check comes after the store.
  @JCStressTest
  @JCStressMeta(DeleteAndWrite.class)
  public static class WeakenedWrite {

    @Actor
    public void deleter(OneCell state) {
      state.deleteAndCreate();
    }

    @Actor
    public void writer(OneCell state, II_Result result) {
      result.r1 = Attempt.writeBeforeCheck(state.cell, 7);
    }

    @Arbiter
    public void check(OneCell state, II_Result result) {
      result.r2 = state.finish();
    }
  }
}
