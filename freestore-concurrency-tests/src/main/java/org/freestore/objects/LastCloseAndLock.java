// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.freestore.Shared;
import org.freestore.StoreObject;
import org.freestore.Weak;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// The last owner of an object is closed while a weak pointer makes another owner. Results: 1 if it
/// did and the object was alive then, 2 if it was not, 0 if there was nothing to own any more; how
/// often the destructor had run before the new owner was closed, and after.
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "Too late.")
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "The new owner keeps it alive.")
@Outcome(expect = Expect.FORBIDDEN, desc = "An owner of nothing, or two ends of one object.")
public class LastCloseAndLock {

  @State
  public static class OneOwner {
    private final int number = Watched.Destructions.next();
    final Shared<Watched> owner = Shared.make(Watched.class);
    final Weak<Watched> weak = owner.weak();
    private final StoreObject object = (StoreObject) owner.get();
    @Nullable Shared<Watched> locked;

    public OneOwner() {
      owner.get().number(number);
    }

    int lock() {
      locked = weak.lock();
      return locked == null ? 0 : ((StoreObject) locked.get()).isAlive() ? 1 : 2;
    }

    /// Looks at the count, and then makes an owner of an object that may be gone.
    int lockAfterLook() {
      boolean expired = weak.expired();
      Attempt.pause();
      return expired ? 0 : object.isAlive() ? 1 : 2;
    }

    void finish(III_Result result) {
      result.r2 = Watched.Destructions.TIMES.get(number);
      if (locked != null) {
        locked.close();
      }
      weak.close();
      result.r3 = Watched.Destructions.TIMES.get(number);
    }
  }

  @JCStressTest
  @JCStressMeta(LastCloseAndLock.class)
  public static class AsBuilt {

    @Actor
    public void closer(OneOwner state) {
      state.owner.close();
    }

    @Actor
    public void other(OneOwner state, III_Result result) {
      result.r1 = state.lock();
    }

    @Arbiter
    public void check(OneOwner state, III_Result result) {
      state.finish(result);
    }
  }

  /// The count is looked at, and not added to.
  @JCStressTest
  @JCStressMeta(LastCloseAndLock.class)
  public static class WeakenedLock {

    @Actor
    public void closer(OneOwner state) {
      state.owner.close();
    }

    @Actor
    public void other(OneOwner state, III_Result result) {
      result.r1 = state.lockAfterLook();
    }

    @Arbiter
    public void check(OneOwner state, III_Result result) {
      state.finish(result);
    }
  }
}
