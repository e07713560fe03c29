// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The store that is always there, and what the compiled factories need to know of it, as
/// constants.
///
/// Where there can be no store, the constants say so, and [FreeStore#global()] says why: a static
/// initializer that fails would say it only once.
final class GlobalStore {
  static final @Nullable FreeStore STORE;

  /// What to add to a thread's id for its key; 0 where the fast paths cannot be taken.
  static final long KEY_BASE;

  private static final @Nullable RuntimeException REFUSAL;

  static {
    FreeStore store = null;
    RuntimeException refusal = null;
    try {
      boolean reportLeaks = GlobalOptions.reportLeaks();
      store = FreeStore.makeGlobal();
      if (reportLeaks) {
        LeaksAtExit.prepare();
      }
    } catch (IllegalStateException | UnsupportedOperationException e) {
      refusal = e;
    }
    STORE = store;
    REFUSAL = refusal;
    KEY_BASE = store == null ? 0 : store.keyBase();
    if (store != null) {
      Stores.opened(store);
    }
  }

  private GlobalStore() {}

  /// Returns why there is no store.
  static RuntimeException refusal() {
    return Objects.requireNonNull(REFUSAL);
  }
}
