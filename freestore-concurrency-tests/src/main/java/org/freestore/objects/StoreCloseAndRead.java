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
import org.openjdk.jcstress.infra.results.J_Result;

/// A store is closed, and another opened and used, while a second thread reads an object of the
/// first. Result: what it read.
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The object's value.")
@Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "The read is reported.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Another object's value, or none's.")
public class StoreCloseAndRead {

  @State
  public static class OneStore {
    private final FreeStore store = FreeStore.open();
    final Cell cell = CellStruct.createIn(store);
    private FreeStore next = store;

    public OneStore() {
      cell.value(1);
    }

    void closeAndOpen() {
      store.close();
      next = FreeStore.open();
      CellStruct.createIn(next).value(2);
    }

    void finish() {
      next.close();
    }
  }

  @JCStressTest
  @JCStressMeta(StoreCloseAndRead.class)
  public static class AsBuilt {

    @Actor
    public void closer(OneStore state) {
      state.closeAndOpen();
    }

    @Actor
    public void reader(OneStore state, J_Result result) {
      result.r1 = Attempt.read(state.cell);
    }

    @Arbiter
    public void check(OneStore state) {
      state.finish();
    }
  }

  /// The check comes before the load.
  @JCStressTest
  @JCStressMeta(StoreCloseAndRead.class)
  public static class WeakenedRead {

    @Actor
    public void closer(OneStore state) {
      state.closeAndOpen();
    }

    @Actor
    public void reader(OneStore state, J_Result result) {
      result.r1 = Attempt.readAfterCheckAndLongPause(state.cell);
    }

    @Arbiter
    public void check(OneStore state) {
      state.finish();
    }
  }
}
