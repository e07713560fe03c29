// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.List;
import org.freestore.region.RegionStatistics;

/// A store in numbers. `heldBytes = inUse + cached + remoteFreed + free + tail + retired`, in total
/// and in each class.
///
/// @param classes one line per size class, those of objects after those of raw blocks, the large
///   blocks last
/// @param region the address space that all stores share
/// @param heapCount heaps, those of ended threads included
/// @param budgetBytes what is charged against the limit; 0 without one
/// @param racingFrees frees that lost a race against the owner's free of the same block
/// @param dedicatedReservedBytes reservations of their own
public record StoreStatistics(
    List<Line> classes,
    RegionStatistics region,
    int heapCount,
    long budgetBytes,
    long racingFrees,
    long dedicatedReservedBytes) {

  /// One size class; every figure but the counts in bytes.
  public static final class Line {
    public final long blockBytes;
    public final boolean objects;
    public long slabs;
    public long liveBlocks;
    public long inUseBytes;
    public long cachedBytes;
    public long remoteFreedBytes;
    public long freeBytes;
    public long tailBytes;
    public long retiredBytes;
    public long residentBytes;
    public long metadataBytes;

    Line(long blockBytes, boolean objects) {
      this.blockBytes = blockBytes;
      this.objects = objects;
    }

    /// Returns the bytes of the class's slabs.
    public long heldBytes() {
      return inUseBytes + cachedBytes + remoteFreedBytes + freeBytes + tailBytes + retiredBytes;
    }
  }

  public long inUseBytes() {
    long sum = 0;
    for (Line line : classes) {
      sum += line.inUseBytes;
    }
    return sum;
  }
}
