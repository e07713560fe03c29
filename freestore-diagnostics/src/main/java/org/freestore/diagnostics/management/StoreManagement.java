// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import java.util.List;
import org.freestore.CorruptFreeStoreException;
import org.freestore.FreeStore;
import org.freestore.FreeStoreStatistics;
import org.freestore.diagnostics.event.EventCounts;
import org.freestore.diagnostics.event.StoreActivity;
import org.freestore.diagnostics.leak.LeakReport;

/// The bean of a store.
final class StoreManagement implements FreeStoreMXBean {
  private final FreeStore store;

  StoreManagement(FreeStore store) {
    this.store = store;
  }

  /// Returns the first broken invariant of a store; empty if all hold.
  static String verify(FreeStore store) {
    try {
      store.verify();
      return "";
    } catch (CorruptFreeStoreException e) {
      return "store=" + store.name() + ": " + e.getMessage();
    }
  }

  @Override
  public String getName() {
    return store.name();
  }

  @Override
  public FreeStoreStatistics getStatistics() {
    return store.statistics();
  }

  @Override
  public long getInUseBytes() {
    return store.statistics().inUseBytes();
  }

  @Override
  public long getLiveBlocks() {
    return store.statistics().liveBlocks();
  }

  @Override
  public long getHeldBytes() {
    return store.statistics().heldBytes();
  }

  @Override
  public long getWasteBytes() {
    return store.statistics().wasteBytes();
  }

  @Override
  public long getLimitBytes() {
    return store.options().limitBytes();
  }

  @Override
  public StoreActivity getActivity() {
    return EventCounts.ofProcess().activity(store.name());
  }

  @Override
  public Usage usage(int most) {
    return UsageCensus.of(List.of(store), most);
  }

  @Override
  public String leakReport() {
    return LeakReport.of(store).toString();
  }

  @Override
  public String verify() {
    return verify(store);
  }

  @Override
  public void trim() {
    store.trim();
  }
}
