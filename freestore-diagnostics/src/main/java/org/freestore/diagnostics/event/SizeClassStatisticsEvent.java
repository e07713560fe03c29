// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import org.freestore.SizeClassStatistics;

/// The figures of a size class, again and again. Over all classes they add up to those of the
/// store.
@Name("org.freestore.SizeClassStatistics")
@Label("Size Class Statistics")
@Description("What a store holds of one size of blocks")
@Period("60 s")
final class SizeClassStatisticsEvent extends StoreEvent {
  @Label("Block Size")
  @Description("Size of the blocks; 0 for large blocks, whose sizes differ")
  @DataAmount
  long blockBytes;

  @Label("Objects")
  @Description("Whether the blocks are for objects, which have headers")
  boolean objects;

  @Label("Slabs")
  @Description("How many slabs; large blocks count as one each")
  long slabs;

  @Label("Live Blocks")
  @Description("How many blocks are live")
  long liveBlocks;

  @Label("In Use")
  @Description("Live blocks")
  @DataAmount
  long inUseBytes;

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
  @Description("The slabs: the sum of the six before")
  @DataAmount
  long heldBytes;

  static SizeClassStatisticsEvent of(String storeName, SizeClassStatistics figures) {
    SizeClassStatisticsEvent event = new SizeClassStatisticsEvent();
    event.storeName = storeName;
    event.blockBytes = figures.blockBytes();
    event.objects = figures.objects();
    event.slabs = figures.slabs();
    event.liveBlocks = figures.liveBlocks();
    event.inUseBytes = figures.inUseBytes();
    event.cachedBytes = figures.cachedBytes();
    event.remoteFreedBytes = figures.remoteFreedBytes();
    event.freeBytes = figures.freeBytes();
    event.tailBytes = figures.tailBytes();
    event.retiredBytes = figures.retiredBytes();
    event.heldBytes = figures.heldBytes();
    return event;
  }
}
