// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import java.lang.foreign.Arena;
import org.freestore.StoreObject;
import org.freestore.UseAfterDeleteException;
import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A thread opens a segment over an object that another one deletes, neither being its owner.
/// Results: whether it got one, and whether the object's memory is kept for it: 2 where there is no
/// segment.
@Outcome(id = "0, 2", expect = Expect.ACCEPTABLE, desc = "Too late: reported.")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "The memory is kept.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The segment shows what may become another object.")
public class SegmentAndDelete {

  @State
  public static class ViewedCell {
    private static final ObjectSupply<Cell> SUPPLY =
        ObjectSupply.fromLivingThread(CellStruct::create);
    final Cell cell = SUPPLY.next();
    private final Arena arena = Arena.ofShared();
    private boolean opened;

    int open() {
      try {
        CellStruct.segment(cell, arena);
        opened = true;
        return 1;
      } catch (UseAfterDeleteException e) {
        return 0;
      }
    }

    /// Looks whether the object is alive, and does not say that there is a segment over it.
    int openSilently() {
      opened = ((StoreObject) cell).isAlive();
      return opened ? 1 : 0;
    }

    int finish() {
      boolean detained =
          Header.state(Reference.header(((StoreObject) cell).reference())) == Header.DETAINED;
      arena.close();
      return !opened ? 2 : detained ? 1 : 0;
    }
  }

  @JCStressTest
  @JCStressMeta(SegmentAndDelete.class)
  public static class AsBuilt {

    @Actor
    public void deleter(ViewedCell state) {
      Attempt.delete(state.cell);
    }

    @Actor
    public void viewer(ViewedCell state, II_Result result) {
      result.r1 = state.open();
    }

    @Arbiter
    public void check(ViewedCell state, II_Result result) {
      result.r2 = state.finish();
    }
  }

  /// The header does not tell of the segment.
  @JCStressTest
  @JCStressMeta(SegmentAndDelete.class)
  public static class WeakenedMark {

    @Actor
    public void deleter(ViewedCell state) {
      Attempt.delete(state.cell);
    }

    @Actor
    public void viewer(ViewedCell state, II_Result result) {
      result.r1 = state.openSilently();
    }

    @Arbiter
    public void check(ViewedCell state, II_Result result) {
      result.r2 = state.finish();
    }
  }
}
