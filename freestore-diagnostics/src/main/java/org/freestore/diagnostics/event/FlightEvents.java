// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import java.util.stream.Collectors;
import jdk.jfr.FlightRecorder;
import org.freestore.Allocation;
import org.freestore.FreeStore;
import org.freestore.FreeStoreStatistics;
import org.freestore.Leaks;
import org.freestore.MisuseReport;
import org.freestore.SizeClassStatistics;
import org.freestore.StoreListener;

/// Makes events of what happens in stores.
///
/// Only to be loaded where the flight recorder is there already: the first class of an event takes
/// a tenth of a second to load.
final class FlightEvents implements StoreListener {

  /// Has the recorder ask for the stores' figures from now on, as often as its settings say.
  void answerPeriodically() {
    FlightRecorder.addPeriodicEvent(StoreStatisticsEvent.class, FlightEvents::commitStores);
    FlightRecorder.addPeriodicEvent(SizeClassStatisticsEvent.class, FlightEvents::commitClasses);
  }

  private static void commitStores() {
    for (FreeStore store : FreeStore.stores()) {
      StoreStatisticsEvent.of(store.statistics()).commit();
    }
  }

  private static void commitClasses() {
    for (FreeStore store : FreeStore.stores()) {
      FreeStoreStatistics figures = store.statistics();
      for (SizeClassStatistics line : figures.sizeClasses()) {
        SizeClassStatisticsEvent.of(figures.name(), line).commit();
      }
    }
  }

  @Override
  public void refilled(String storeName, long blockBytes, int blocks, boolean objects) {
    RefillEvent event = new RefillEvent();
    if (event.shouldCommit()) {
      event.storeName = storeName;
      event.blockBytes = blockBytes;
      event.blocks = blocks;
      event.objects = objects;
      event.commit();
    }
  }

  @Override
  public void purged(long byteSize, long nanos) {
    PurgeEvent event = new PurgeEvent();
    if (event.shouldCommit()) {
      event.byteSize = byteSize;
      event.nanos = nanos;
      event.commit();
    }
  }

  @Override
  public void adopted(String storeName, long blockBytes, int slabs) {
    AdoptionEvent event = new AdoptionEvent();
    if (event.shouldCommit()) {
      event.storeName = storeName;
      event.blockBytes = blockBytes;
      event.slabs = slabs;
      event.commit();
    }
  }

  @Override
  public void limitReached(String storeName, long byteSize, long inUseBytes, long limitBytes) {
    LimitReachedEvent event = new LimitReachedEvent();
    if (event.shouldCommit()) {
      event.storeName = storeName;
      event.byteSize = byteSize;
      event.inUseBytes = inUseBytes;
      event.limitBytes = StoreEvent.orNotApplicable(limitBytes);
      event.commit();
    }
  }

  @Override
  public void sampled(String storeName, String typeName, long byteSize, Allocation allocation) {
    AllocationSampleEvent event = new AllocationSampleEvent();
    if (event.shouldCommit()) {
      event.storeName = storeName;
      event.typeName = typeName;
      event.site = allocation.frames().isEmpty() ? "" : allocation.frames().getFirst().toString();
      event.byteSize = byteSize;
      event.blocks = allocation.weight();
      event.weight = Math.round(allocation.weight() * (double) byteSize);
      event.commit();
    }
  }

  @Override
  public void misused(MisuseReport report) {
    MisuseEvent event = new MisuseEvent();
    if (event.shouldCommit()) {
      event.storeName = report.storeName();
      event.defect = report.defect().word();
      event.typeName = report.subject() == null ? "" : report.subject().typeName();
      event.address = report.address();
      event.site = report.site().toString();
      event.headline = report.headline();
      event.commit();
    }
  }

  /// A recording does, unless its settings leave the event out.
  @Override
  public boolean wantsLeaks() {
    return new LeakEvent().isEnabled();
  }

  @Override
  public void leaked(Leaks leaks) {
    for (Leaks.Group group : leaks.groups()) {
      LeakEvent event = new LeakEvent();
      if (event.shouldCommit()) {
        event.storeName = leaks.storeName();
        event.typeName = group.typeName();
        event.kind = group.kind().words();
        event.count = group.count();
        event.byteSize = group.byteSize();
        event.heldBytes = group.heldBytes();
        event.created =
            group.created().stream()
                .map(StackTraceElement::toString)
                .collect(Collectors.joining("\n"));
        event.commit();
      }
    }
  }
}
