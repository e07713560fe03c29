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

/// An object was deleted; a thread creates another one, mostly in the same block, while a second
/// thread deletes the first object again. Results: whether that succeeded, what the other object
/// holds in the end, and whether it can be deleted.
@Outcome(id = "0, 2, 1", expect = Expect.ACCEPTABLE, desc = "Reported; the other one is unharmed.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The delete hit an object that it was not meant for.")
public class LateDeleteAndCreate {

  @State
  public static class DeletedCell {
    final Cell cell = CellStruct.create();
    private Cell next = cell;

    public DeletedCell() {
      FreeStore.delete(cell);
    }

    void create() {
      next = CellStruct.create();
      next.value(2);
    }

    void finish(III_Result result) {
      result.r2 = (int) Attempt.read(next);
      result.r3 = Attempt.restored(next);
    }
  }

  @JCStressTest
  @JCStressMeta(LateDeleteAndCreate.class)
  public static class AsBuilt {

    @Actor
    public void creator(DeletedCell state) {
      state.create();
    }

    @Actor
    public void late(DeletedCell state, III_Result result) {
      result.r1 = Attempt.delete(state.cell);
    }

    @Arbiter
    public void check(DeletedCell state, III_Result result) {
      state.finish(result);
    }
  }

  /// Whatever is live at the place is deleted.
  @JCStressTest
  @JCStressMeta(LateDeleteAndCreate.class)
  public static class WeakenedGeneration {

    @Actor
    public void creator(DeletedCell state) {
      state.create();
    }

    @Actor
    public void late(DeletedCell state, III_Result result) {
      result.r1 = Attempt.deleteWhateverIsThere(state.cell);
    }

    @Arbiter
    public void check(DeletedCell state, III_Result result) {
      state.finish(result);
    }
  }
}
