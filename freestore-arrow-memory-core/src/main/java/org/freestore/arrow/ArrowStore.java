// SPDX-License-Identifier: Apache-2.0
package org.freestore.arrow;

import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.Leaks;

/// The store of Arrow's buffers: one of their own, so that its figures are Arrow's alone.
final class ArrowStore {
  private static final String LEAKS = "freestore.leaks";

  static final FreeStore STORE = open();

  private ArrowStore() {}

  @SuppressWarnings("MustBeClosedChecker") // open as long as the program runs
  private static FreeStore open() {
    // The global store has read, and checked, the system properties that say how stores behave.
    FreeStoreOptions defaults = FreeStore.global().options();
    FreeStore store = FreeStore.open(defaults.withName("arrow"));
    if (System.getProperty(LEAKS, "").equals("report")) {
      Thread report = new Thread(() -> print(store), "freestore-arrow-leaks");
      Runtime.getRuntime().addShutdownHook(report);
    }
    return store;
  }

  private static void print(FreeStore store) {
    Leaks leaks = store.leaks();
    if (!leaks.isEmpty()) {
      System.err.println(leaks);
    }
  }
}
