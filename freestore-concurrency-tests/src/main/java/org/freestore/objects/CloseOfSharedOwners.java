// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import java.util.concurrent.atomic.AtomicInteger;
import org.freestore.FreeStore;
import org.freestore.Shared;
import org.freestore.StoreObject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// Two owners of one object are closed at once. Results: how often its destructor ran, and whether
/// it is alive.
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "The last owner deletes it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "It is leaked, or destroyed twice.")
public class CloseOfSharedOwners {

  @State
  public static class TwoOwners {
    final Watched object = Watched.Destructions.watch(WatchedStruct.create());
    private final int number = object.number();
    final Shared<Watched> one = Shared.of(object);
    final Shared<Watched> other = one.copy();

    void finish(II_Result result) {
      result.r1 = Watched.Destructions.TIMES.get(number);
      result.r2 = ((StoreObject) object).isAlive() ? 1 : 0;
    }
  }

  @JCStressTest
  @JCStressMeta(CloseOfSharedOwners.class)
  public static class AsBuilt {

    @Actor
    public void one(TwoOwners state) {
      state.one.close();
    }

    @Actor
    public void other(TwoOwners state) {
      state.other.close();
    }

    @Arbiter
    public void check(TwoOwners state, II_Result result) {
      state.finish(result);
    }
  }

  /// The owners are counted by a read and a write.
  @JCStressTest
  @JCStressMeta(CloseOfSharedOwners.class)
  public static class WeakenedCount {

    @State
    public static class TwoCounted {
      private final Counter count = CounterStruct.create();
      private final AtomicInteger destructions = new AtomicInteger();

      public TwoCounted() {
        count.plainOne(2);
      }

      void close() {
        int left = count.plainOne() - 1;
        count.plainOne(left);
        if (left == 0) {
          destructions.incrementAndGet();
        }
      }

      int finish() {
        FreeStore.delete(count);
        return destructions.get();
      }
    }

    @Actor
    public void one(TwoCounted state) {
      state.close();
    }

    @Actor
    public void other(TwoCounted state) {
      state.close();
    }

    @Arbiter
    public void check(TwoCounted state, II_Result result) {
      result.r1 = state.finish();
    }
  }
}
