// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import java.util.concurrent.atomic.AtomicBoolean;
import org.freestore.FreeStore;
import org.freestore.StoreListener;
import org.freestore.diagnostics.event.DiagnosticsListener;

/// Starts the diagnostics in a process that runs already: where they were loaded into it just now,
/// or had been switched off.
public final class LateStart {
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private LateStart() {}

  /// Registers the beans; begins to listen where the core has found no listener at its start.
  public static void start() {
    if (!ManagementListener.isMade() && STARTED.compareAndSet(false, true)) {
      StoreListener[] listeners = {new DiagnosticsListener(), new ManagementListener()};
      for (StoreListener each : listeners) {
        FreeStore.listen(each);
      }
    }
    Management.register();
  }
}
