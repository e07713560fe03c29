// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.MBeanServerFactory;
import org.freestore.FreeStore;
import org.freestore.StoreListener;
import org.freestore.diagnostics.event.Switch;

/// Registers the beans, some time after the first store is there: the platform's MBean server takes
/// a tenth of a second to make, which neither the first use of Freestore nor a short program should
/// have to pay for. Where the program, or who attaches to it, has made one, there is nothing to
/// wait for. Found by the core on its own.
public final class ManagementListener implements StoreListener {
  private static final int DELAY_MILLIS = 5_000;
  private static final int LOOK_MILLIS = 250;

  private static volatile boolean made;

  private final boolean on = Switch.isOn();
  private final AtomicBoolean begun = new AtomicBoolean();

  /// Makes a listener, which does nothing where `-Dfreestore.diagnostics=off` says so.
  ///
  /// @throws IllegalStateException if that property has a value that it cannot have
  public ManagementListener() {
    made |= on;
  }

  /// Returns whether there is one that does something.
  static boolean isMade() {
    return made;
  }

  @Override
  public void opened(FreeStore store) {
    if (on && begun.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("freestore-management").start(this::registerSoon);
    }
    Management.opened(store);
  }

  private void registerSoon() {
    try {
      for (int waited = 0; waited < DELAY_MILLIS && !isServerMade(); waited += LOOK_MILLIS) {
        Thread.sleep(LOOK_MILLIS);
      }
      Management.register();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Does not make one.
  private static boolean isServerMade() {
    return !MBeanServerFactory.findMBeanServer(null).isEmpty();
  }

  @Override
  public void closed(FreeStore store) {
    Management.closed(store);
  }

  @Override
  public boolean wantsLeaks() {
    return false;
  }
}
