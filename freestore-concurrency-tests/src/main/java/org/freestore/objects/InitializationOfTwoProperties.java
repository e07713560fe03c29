// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import java.util.function.IntSupplier;
import org.freestore.FreeStore;
import org.freestore.UninitializedReadException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// Two threads write a property each, of an object that knows which of them were written. Results:
/// what they hold, or -1 where they count as never written.
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "Both are known to be written.")
@Outcome(expect = Expect.FORBIDDEN, desc = "One was forgotten.")
public class InitializationOfTwoProperties {

  @State
  public static class OneObject {
    final Careful object = CarefulStruct.create();
    private int weakBits;

    /// Marks a property by a read and a write of the bits, which are the twin's own.
    void mark(int bit) {
      int bits = weakBits;
      Attempt.pause();
      weakBits = bits | bit;
    }

    void finish(II_Result result) {
      result.r1 = read(object::one, 1);
      result.r2 = read(object::other, 2);
      FreeStore.delete(object);
    }

    private int read(IntSupplier property, int bit) {
      if (weakBits != 0) {
        return (weakBits & bit) == 0 ? -1 : bit;
      }
      try {
        return property.getAsInt();
      } catch (UninitializedReadException e) {
        return -1;
      }
    }
  }

  @JCStressTest
  @JCStressMeta(InitializationOfTwoProperties.class)
  public static class AsBuilt {

    @Actor
    public void one(OneObject state) {
      state.object.one(1);
    }

    @Actor
    public void other(OneObject state) {
      state.object.other(2);
    }

    @Arbiter
    public void check(OneObject state, II_Result result) {
      state.finish(result);
    }
  }

  /// The bits are set by a read and a write.
  @JCStressTest
  @JCStressMeta(InitializationOfTwoProperties.class)
  public static class WeakenedMark {

    @Actor
    public void one(OneObject state) {
      state.mark(1);
    }

    @Actor
    public void other(OneObject state) {
      state.mark(2);
    }

    @Arbiter
    public void check(OneObject state, II_Result result) {
      state.finish(result);
    }
  }
}
