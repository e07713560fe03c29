// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.List;
import org.freestore.heap.Heap;
import org.freestore.object.VacantSlabs;
import org.freestore.region.GranuleDescriptor;
import org.freestore.region.Region;
import org.freestore.region.RegionStatistics;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;
import org.freestore.store.StoreStatistics.Line;

/// Counts what a store holds.
final class Census implements Slabs.Visitor {
  private static final long GRANULE_METADATA_BYTES =
      GranuleDescriptor.DESCRIPTOR_BYTES + Long.BYTES;
  private static final int LARGE = SizeClasses.TOTAL_COUNT;

  private final Store store;
  private final long pageBytes;
  private final Line[] lines = new Line[LARGE + 1];

  private Census(Store store) {
    this.store = store;
    this.pageBytes = store.region().os().pageBytes();
    for (int sizeClass = 0; sizeClass < SizeClasses.TOTAL_COUNT; sizeClass++) {
      lines[sizeClass] =
          new Line(SizeClasses.blockBytes(sizeClass), SizeClasses.isOfObjects(sizeClass));
    }
    lines[LARGE] = new Line(0, false);
  }

  static StoreStatistics of(Store store) {
    Census census = new Census(store);
    Slabs.visit(store, census);
    return census.finish();
  }

  @Override
  public void slab(Heap heap, long slab) {
    Line line = lines[SlabDescriptor.sizeClass(slab)];
    long blockBytes = line.blockBytes;
    int retired = SlabDescriptor.retired(slab);
    int used = SlabDescriptor.used(slab) - retired;
    // A hold whose claim the owner overwrote is of no block, and none may be left to be.
    int remote = Math.min(Slab.unansweredHolds(slab), used);
    line.slabs++;
    line.liveBlocks += used - remote;
    line.retiredBytes += retired * blockBytes;
    line.remoteFreedBytes += remote * blockBytes;
    line.freeBytes += Slab.free(slab) * blockBytes;
    line.tailBytes += Region.GRANULE_BYTES - SlabDescriptor.capacity(slab) * blockBytes;
    line.residentBytes +=
        Math.min(roundUp(SlabDescriptor.touched(slab) * blockBytes), Region.GRANULE_BYTES);
    line.metadataBytes += SlabDescriptor.capacity(slab) + GRANULE_METADATA_BYTES;
  }

  private long roundUp(long bytes) {
    return bytes + pageBytes - 1 & -pageBytes;
  }

  @Override
  public void large(long address, long byteSize, byte state) {
    Line line = lines[LARGE];
    line.slabs++;
    if (state == BlockState.CACHED) {
      line.cachedBytes += byteSize;
    } else {
      line.liveBlocks++;
      line.inUseBytes += byteSize;
    }
    line.residentBytes += byteSize;
    line.metadataBytes += GRANULE_METADATA_BYTES;
  }

  private StoreStatistics finish() {
    long racing = 0;
    Heap[] heaps = store.heaps();
    for (Heap heap : heaps) {
      racing += heap.racingFrees();
      for (int sizeClass = 0; sizeClass < SizeClasses.TOTAL_COUNT; sizeClass++) {
        moveToCached(lines[sizeClass], heap.cachedBlocks(sizeClass));
      }
    }
    for (Line line : lines) {
      line.inUseBytes = line == lines[LARGE] ? line.inUseBytes : line.liveBlocks * line.blockBytes;
    }
    return new StoreStatistics(
        List.of(lines),
        regionStatistics(),
        heaps.length,
        store.budget().chargedBytes(),
        racing,
        store.space().dedicated().reservedBytes());
  }

  /// Vacant slabs of objects are handed out by the region and held by no store.
  private RegionStatistics regionStatistics() {
    RegionStatistics region = store.region().statistics();
    VacantSlabs.Sums vacant = store.space().vacantSlabs(store.region()).sums();
    return region.withVacant(
        vacant.dirtyBytes(), vacant.cleanBytes(), vacant.deadBytes(), vacant.purgedBytes());
  }

  /// A magazine's count read while its thread runs may be older or newer than its slabs'; no line
  /// goes below zero.
  private static void moveToCached(Line line, int blocks) {
    long cached = Math.min(blocks, line.liveBlocks);
    line.liveBlocks -= cached;
    line.cachedBytes += cached * line.blockBytes;
  }
}
