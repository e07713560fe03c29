// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.concurrent.atomic.AtomicBoolean;

/// Prints what is still live in the stores that are open when the program ends in an orderly way. A
/// store that nobody closes is no better than an object that nobody deletes.
final class LeaksAtExit {
  private static final AtomicBoolean PREPARED = new AtomicBoolean();

  private LeaksAtExit() {}

  /// Sees to it that the report is made: once, however often this is called.
  static void prepare() {
    if (PREPARED.compareAndSet(false, true)) {
      try {
        Runtime.getRuntime().addShutdownHook(new Thread(LeaksAtExit::print, "freestore-leaks"));
      } catch (IllegalStateException e) {
        // The first store is opened while the program ends: it is too late.
      }
    }
  }

  private static void print() {
    Stores.open().forEach(LeaksAtExit::print);
  }

  private static void print(FreeStore store) {
    Leaks leaks;
    try {
      leaks = store.leaks();
    } catch (IllegalStateException e) {
      return; // Another hook has closed it meanwhile.
    }
    if (!leaks.isEmpty()) {
      Stores.tell(listener -> listener.leaked(leaks));
      System.err.println(Stores.leakReport(store, leaks));
    }
  }
}
