// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/// Two threads delete an object that has a destructor. Results: whether each succeeded, how often
/// the destructor ran, and whether the store is sound and hands no block out twice.
@Outcome(
    id = {"1, 0, 1, 1", "0, 1, 1, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "One succeeds, the other gets a DoubleDeleteException.")
@Outcome(
    expect = Expect.FORBIDDEN,
    desc = "Both succeed, neither does, the destructor runs twice, or the store is damaged.")
public class DeletesOfDestructibleObject {

  @State
  public static class OneActors {
    final Watched object = Watched.Destructions.watch(Ledger.enter(WatchedStruct.create()));
    private final int number = object.number();

    int destructions() {
      return Watched.Destructions.TIMES.get(number);
    }
  }

  @State
  public static class AnotherThreads {
    private static final ObjectSupply<Watched> SUPPLY =
        ObjectSupply.fromLivingThread(WatchedStruct::create);
    final Watched object = Watched.Destructions.watch(SUPPLY.next());
    private final int number = object.number();

    int destructions() {
      return Watched.Destructions.TIMES.get(number);
    }
  }

  @State
  public static class VirtualThreads {
    private static final ObjectSupply<Watched> SUPPLY =
        ObjectSupply.fromVirtualThreads(WatchedStruct::create);
    final Watched object = Watched.Destructions.watch(SUPPLY.next());
    private final int number = object.number();

    int destructions() {
      return Watched.Destructions.TIMES.get(number);
    }
  }

  /// Whether by the owner or not.
  @JCStressTest
  @JCStressMeta(DeletesOfDestructibleObject.class)
  public static class AsBuilt {

    @Actor
    public void one(OneActors state, IIII_Result result) {
      result.r1 = Attempt.delete(state.object);
    }

    @Actor
    public void other(OneActors state, IIII_Result result) {
      result.r2 = Attempt.delete(state.object);
    }

    @Arbiter
    public void check(OneActors state, IIII_Result result) {
      result.r3 = state.destructions();
      result.r4 = Ledger.soundness();
    }
  }

  /// Neither actor is the owner.
  @JCStressTest
  @JCStressMeta(DeletesOfDestructibleObject.class)
  public static class AsBuiltForOthers {

    @Actor
    public void one(AnotherThreads state, IIII_Result result) {
      result.r1 = Attempt.delete(state.object);
    }

    @Actor
    public void other(AnotherThreads state, IIII_Result result) {
      result.r2 = Attempt.delete(state.object);
    }

    @Arbiter
    public void check(AnotherThreads state, IIII_Result result) {
      result.r3 = state.destructions();
      result.r4 = Ledger.soundness();
    }
  }

  @JCStressTest
  @JCStressMeta(DeletesOfDestructibleObject.class)
  public static class AsBuiltForStripes {

    @Actor
    public void one(VirtualThreads state, IIII_Result result) {
      result.r1 = Attempt.delete(state.object);
    }

    @Actor
    public void other(VirtualThreads state, IIII_Result result) {
      result.r2 = Attempt.delete(state.object);
    }

    @Arbiter
    public void check(VirtualThreads state, IIII_Result result) {
      result.r3 = state.destructions();
      result.r4 = Ledger.soundness();
    }
  }

  /// A claim by a read and a write.
  @JCStressTest
  @JCStressMeta(DeletesOfDestructibleObject.class)
  public static class WeakenedClaim {

    @Actor
    public void one(OneActors state, IIII_Result result) {
      result.r1 = Attempt.claimByReadAndWrite(state.object);
    }

    @Actor
    public void other(OneActors state, IIII_Result result) {
      result.r2 = Attempt.claimByReadAndWrite(state.object);
    }

    @Arbiter
    public void check(OneActors state, IIII_Result result) {
      Attempt.restoreAndDelete(state.object);
      result.r3 = state.destructions();
      result.r4 = Ledger.soundness();
    }
  }
}
