// SPDX-License-Identifier: Apache-2.0
package org.freestore.concurrency;

import org.freestore.DoubleDeleteException;
import org.freestore.FreeStore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// Two threads free one block through the public API, neither being its owner. Results: whether
/// each succeeded, and whether the store is sound and hands no block out twice.
@Outcome(
    id = {"1, 0, 1", "0, 1, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "One succeeds, the other gets a DoubleDeleteException.")
@Outcome(
    expect = Expect.FORBIDDEN,
    desc = "Both succeed, neither does, something else is thrown, or the store is damaged.")
public class TwoFrees {
  private static final FreeStore STORE = FreeStore.open();

  private static int free(long block) {
    Supply.unmark(block);
    try {
      STORE.free(block);
      return 1;
    } catch (DoubleDeleteException e) {
      return 0;
    }
  }

  @State
  public static class AnotherThreadsBlock {
    static final Supply SUPPLY = Supply.fromLivingThread(STORE, 64);
    final long block = SUPPLY.next();
  }

  @State
  public static class EndedThreadsBlock {
    static final Supply SUPPLY = Supply.fromEndedThreads(STORE, 64);
    final long block = SUPPLY.next();
  }

  @State
  public static class VirtualThreadsBlock {
    static final Supply SUPPLY = Supply.fromVirtualThreads(STORE, 64);
    final long block = SUPPLY.next();
  }

  @State
  public static class LargeOne {
    static final Supply SUPPLY = Supply.fromLivingThread(STORE, 100_000);
    final long block = SUPPLY.next();
  }

  @JCStressTest
  @JCStressMeta(TwoFrees.class)
  public static class AsBuilt {

    @Actor
    public void one(AnotherThreadsBlock state, III_Result result) {
      result.r1 = free(state.block);
    }

    @Actor
    public void other(AnotherThreadsBlock state, III_Result result) {
      result.r2 = free(state.block);
    }

    @Arbiter
    public void check(AnotherThreadsBlock state, III_Result result) {
      result.r3 = AnotherThreadsBlock.SUPPLY.soundness();
    }
  }

  @JCStressTest
  @JCStressMeta(TwoFrees.class)
  public static class AsBuiltForOrphans {

    @Actor
    public void one(EndedThreadsBlock state, III_Result result) {
      result.r1 = free(state.block);
    }

    @Actor
    public void other(EndedThreadsBlock state, III_Result result) {
      result.r2 = free(state.block);
    }

    @Arbiter
    public void check(EndedThreadsBlock state, III_Result result) {
      result.r3 = EndedThreadsBlock.SUPPLY.soundness();
    }
  }

  @JCStressTest
  @JCStressMeta(TwoFrees.class)
  public static class AsBuiltForStripes {

    @Actor
    public void one(VirtualThreadsBlock state, III_Result result) {
      result.r1 = free(state.block);
    }

    @Actor
    public void other(VirtualThreadsBlock state, III_Result result) {
      result.r2 = free(state.block);
    }

    @Arbiter
    public void check(VirtualThreadsBlock state, III_Result result) {
      result.r3 = VirtualThreadsBlock.SUPPLY.soundness();
    }
  }

  @JCStressTest
  @JCStressMeta(TwoFrees.class)
  public static class AsBuiltForLargeBlocks {

    @Actor
    public void one(LargeOne state, III_Result result) {
      result.r1 = free(state.block);
    }

    @Actor
    public void other(LargeOne state, III_Result result) {
      result.r2 = free(state.block);
    }

    @Arbiter
    public void check(LargeOne state, III_Result result) {
      result.r3 = LargeOne.SUPPLY.soundness();
    }
  }

  /// Looking whether the block is live and freeing it are two calls.
  @JCStressTest
  @JCStressMeta(TwoFrees.class)
  public static class WeakenedCheck {

    @State
    public static class Block extends AnotherThreadsBlock {
      private volatile boolean live = true;

      int freeIfLive() {
        if (!live) {
          return 0;
        }
        live = false;
        return 1;
      }
    }

    @Actor
    public void one(Block state, III_Result result) {
      result.r1 = state.freeIfLive();
    }

    @Actor
    public void other(Block state, III_Result result) {
      result.r2 = state.freeIfLive();
    }

    @Arbiter
    public void check(Block state, III_Result result) {
      free(state.block);
      result.r3 = AnotherThreadsBlock.SUPPLY.soundness();
    }
  }
}
