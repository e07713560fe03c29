// SPDX-License-Identifier: Apache-2.0
package org.freestore.suites;

import org.freestore.FreeStore;
import org.freestore.arrow.FreeStoreAllocationManager;
import org.scalatest.tools.Runner;

/// Runs a suite of ScalaTest, and says what it did with Freestore's memory, and what it left behind.
/// Exits with 1 if a test failed, and with 2 if the suite did not use Freestore.
final class SuiteMain {
  private static final String OTHER_MEMORY = "arrow.allocation.manager.type";

  private SuiteMain() {}

  public static void main(String[] arguments) {
    boolean passed = Runner.run(arguments);
    if (!passed) {
      System.exit(1);
    }
    System.exit(System.getProperty(OTHER_MEMORY) != null || usedFreestore() ? 0 : 2);
  }

  private static boolean usedFreestore() {
    FreeStore store = FreeStoreAllocationManager.store();
    store.verify();
    System.out.println(store.statistics());
    System.out.println(store.leaks());
    return store.statistics().heldBytes() > 0;
  }
}
