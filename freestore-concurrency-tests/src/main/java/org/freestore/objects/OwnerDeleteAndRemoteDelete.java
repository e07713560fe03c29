// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// The owner and another thread delete an object that is trivial to destroy. Results: whether each
/// succeeded, and whether the store is sound and hands no block out twice.
@Outcome(
    id = {"1, 0, 1", "0, 1, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "One succeeds, the other gets a DoubleDeleteException.")
@Outcome(
    id = "1, 1, 1",
    expect = Expect.ACCEPTABLE_INTERESTING,
    desc = "The owner's plain store came between: the block is free once, and the race is counted.")
@Outcome(
    expect = Expect.FORBIDDEN,
    desc = "Neither succeeds, something else is thrown, or the store is damaged.")
public class OwnerDeleteAndRemoteDelete {

  /// An object of one of the actors, by turns.
  @State
  public static class OneActors {
    final Cell cell = Ledger.enter(CellStruct.create());

    /// Creates some more, among them what was freed twice if anything was.
    int createMore() {
      Cell[] more = new Cell[4];
      for (int i = 0; i < more.length; i++) {
        more[i] = Ledger.enter(CellStruct.create());
      }
      for (Cell another : more) {
        Attempt.delete(another);
      }
      return Ledger.soundness();
    }
  }

  @JCStressTest
  @JCStressMeta(OwnerDeleteAndRemoteDelete.class)
  public static class AsBuilt {

    @Actor
    public void one(OneActors state, III_Result result) {
      result.r1 = Attempt.delete(state.cell);
    }

    @Actor
    public void other(OneActors state, III_Result result) {
      result.r2 = Attempt.delete(state.cell);
    }

    @Arbiter
    public void check(OneActors state, III_Result result) {
      result.r3 = state.createMore();
    }
  }

  /// Neither delete looks at the header: it only hands the block back.
  @JCStressTest
  @JCStressMeta(OwnerDeleteAndRemoteDelete.class)
  public static class WeakenedCheck {

    @State
    public static class FreeList extends OneActors {
      private final Deque<Cell> free = new ConcurrentLinkedDeque<>();

      int give() {
        free.push(cell);
        return 1;
      }

      int takeAll() {
        Attempt.delete(cell);
        return free.size() == 1 ? 1 : 0;
      }
    }

    @Actor
    public void one(FreeList state, III_Result result) {
      result.r1 = state.give();
    }

    @Actor
    public void other(FreeList state, III_Result result) {
      result.r2 = state.give();
    }

    @Arbiter
    public void check(FreeList state, III_Result result) {
      result.r3 = state.takeAll();
    }
  }
}
