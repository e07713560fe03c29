// SPDX-License-Identifier: Apache-2.0
package org.freestore.arrow;

import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;

/// The store of Arrow's buffers: one of their own, so that its figures are Arrow's alone.
final class ArrowStore {
  static final FreeStore STORE = open();

  private ArrowStore() {}

  @SuppressWarnings("MustBeClosedChecker") // open as long as the program runs
  private static FreeStore open() {
    // The global store has read, and checked, the system properties that say how stores behave.
    FreeStoreOptions defaults = FreeStore.global().options();
    return FreeStore.open(defaults.withName("arrow"));
  }
}
