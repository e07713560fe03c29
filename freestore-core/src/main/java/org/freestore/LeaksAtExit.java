// SPDX-License-Identifier: Apache-2.0
package org.freestore;

/// Prints what is still live in the global store when the program ends in an orderly way.
final class LeaksAtExit {
  private LeaksAtExit() {}

  static void report(FreeStore store) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> print(store), "freestore-leaks"));
  }

  private static void print(FreeStore store) {
    Leaks leaks = store.leaks();
    if (!leaks.isEmpty()) {
      Stores.tell(listener -> listener.leaked(leaks));
      System.err.println(Stores.leakReport(store, leaks));
    }
  }
}
