// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/// A thread deletes an object and creates another one, mostly in the same block, while a second
/// thread reads the first object. Result: what it read.
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The object's value.")
@Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "The read is reported.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Another object's value, or none's.")
public class DeleteAndRead {

  /// An object of one of the actors.
  @State
  public static class OneCell {
    final Cell cell = Ledger.enter(CellStruct.create());
    private Cell next = cell;

    public OneCell() {
      cell.value(1);
    }

    void deleteAndCreate() {
      Attempt.delete(cell);
      next = Ledger.enter(CellStruct.create());
      next.value(2);
    }

    void finish() {
      Attempt.delete(next);
    }
  }

  @JCStressTest
  @JCStressMeta(DeleteAndRead.class)
  public static class AsBuilt {

    @Actor
    public void deleter(OneCell state) {
      state.deleteAndCreate();
    }

    @Actor
    public void reader(OneCell state, J_Result result) {
      result.r1 = Attempt.read(state.cell);
    }

    @Arbiter
    public void check(OneCell state) {
      state.finish();
    }
  }

  /// The check comes before the load.
  @JCStressTest
  @JCStressMeta(DeleteAndRead.class)
  public static class WeakenedRead {

    @Actor
    public void deleter(OneCell state) {
      state.deleteAndCreate();
    }

    @Actor
    public void reader(OneCell state, J_Result result) {
      result.r1 = Attempt.readAfterCheck(state.cell);
    }

    @Arbiter
    public void check(OneCell state) {
      state.finish();
    }
  }
}
