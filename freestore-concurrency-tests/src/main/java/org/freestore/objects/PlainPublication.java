// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import java.util.Objects;
import org.freestore.StoreObject;
import org.freestore.memory.Memory;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/// A thread creates an object and publishes it through a plain field, where a second thread finds
/// it. Result: what it holds; [#VALUE] also if it is not there yet.
@Outcome(id = "21474836485", expect = Expect.ACCEPTABLE, desc = "All that was written before.")
@Outcome(
    id = {"0", "-1"},
    expect = Expect.ACCEPTABLE_INTERESTING,
    desc = "A data race: the object of zeros, or the block before it was the object.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Half a value.")
public class PlainPublication {

  private static final long VALUE = 5L << 32 | 5;

  @State
  public static class Place {
    @Nullable Cell cell;

    /// Writes the two halves one after the other.
    static void writeHalves(Object cell) {
      long payload = Reference.address(((StoreObject) cell).reference()) + Long.BYTES;
      Memory.putInt(payload, 5);
      Attempt.pause();
      Memory.putInt(payload + Integer.BYTES, 5);
    }
  }

  @JCStressTest
  @JCStressMeta(PlainPublication.class)
  public static class AsBuilt {

    @Actor
    public void creator(Place state) {
      Cell created = Ledger.enter(CellStruct.create());
      created.value(VALUE);
      state.cell = created;
    }

    @Actor
    public void reader(Place state, J_Result result) {
      Cell seen = state.cell;
      result.r1 = seen == null ? VALUE : Attempt.read(seen);
    }

    @Arbiter
    public void check(Place state) {
      Attempt.delete(Objects.requireNonNull(state.cell));
    }
  }

  /// A value in two stores, after publication.
  @JCStressTest
  @JCStressMeta(PlainPublication.class)
  public static class WeakenedStore {

    @Actor
    public void creator(Place state) {
      Cell created = Ledger.enter(CellStruct.create());
      state.cell = created;
      Place.writeHalves(created);
    }

    @Actor
    public void reader(Place state, J_Result result) {
      Cell seen = state.cell;
      result.r1 = seen == null ? VALUE : Attempt.read(seen);
    }

    @Arbiter
    public void check(Place state) {
      Attempt.delete(Objects.requireNonNull(state.cell));
    }
  }
}
