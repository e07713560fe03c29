// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import org.freestore.FreeStoreStatistics;

/// A store's figures, again and again. Held is the sum of in use, cached, remotely freed, free,
/// slab tails and retired.
@Name("org.freestore.StoreStatistics")
@Label("Store Statistics")
@Description("What a store holds, and for what")
@Period("10 s")
final class StoreStatisticsEvent extends StoreEvent {
  @Label("In Use")
  @Description("Live blocks and objects")
  @DataAmount
  long inUseBytes;

  @Label("Live Blocks")
  @Description("How many blocks and objects are live")
  long liveBlocks;

  @Label("Cached")
  @Description("Free blocks in the magazines of threads")
  @DataAmount
  long cachedBytes;

  @Label("Remotely Freed")
  @Description("Blocks freed by other threads and not yet collected")
  @DataAmount
  long remoteFreedBytes;

  @Label("Free")
  @Description("Free blocks in slabs")
  @DataAmount
  long freeBytes;

  @Label("Slab Tails")
  @Description("What is left over at the ends of slabs")
  @DataAmount
  long tailBytes;

  @Label("Retired")
  @Description("Blocks whose generations are used up")
  @DataAmount
  long retiredBytes;

  @Label("Held")
  @Description("What the store holds of the address space: the sum of the six before")
  @DataAmount
  long heldBytes;

  @Label("Resident")
  @Description("How much of that was ever touched, at most")
  @DataAmount
  long residentBytes;

  @Label("Metadata")
  @Description("Descriptors and side tables of what is held")
  @DataAmount
  long metadataBytes;

  @Label("Limit")
  @Description("Limit of the store, if it has one")
  @DataAmount
  long limitBytes;

  @Label("Heaps")
  @Description("Threads that allocate, and stripes of virtual threads")
  int heapCount;

  static StoreStatisticsEvent of(FreeStoreStatistics figures) {
    StoreStatisticsEvent event = new StoreStatisticsEvent();
    event.storeName = figures.name();
    event.inUseBytes = figures.inUseBytes();
    event.liveBlocks = figures.liveBlocks();
    event.cachedBytes = figures.cachedBytes();
    event.remoteFreedBytes = figures.remoteFreedBytes();
    event.freeBytes = figures.freeBytes();
    event.tailBytes = figures.tailBytes();
    event.retiredBytes = figures.retiredBytes();
    event.heldBytes = figures.heldBytes();
    event.residentBytes = figures.residentBytes();
    event.metadataBytes = figures.metadataBytes();
    event.limitBytes = orNotApplicable(figures.limitBytes());
    event.heapCount = figures.heapCount();
    return event;
  }
}
