// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.util.List;
import org.freestore.FreeStoreStatistics;
import org.freestore.Protection;
import org.freestore.SlabStatistics;

/// A store in a [Snapshot].
///
/// @param statistics its figures, read after its blocks were walked
/// @param protection how closely it was watched
/// @param samplingBytes of how many bytes allocated one allocation was recorded, on average; 0 for
///   none. Without effect where the protection records all of them
/// @param slabs its slabs and large blocks
/// @param from the number of its first block in [Snapshot#blocks()]
/// @param to the number after that of its last
public record StoreSnapshot(
    FreeStoreStatistics statistics,
    Protection protection,
    long samplingBytes,
    List<SlabStatistics> slabs,
    int from,
    int to) {

  /// Copies the list.
  public StoreSnapshot {
    slabs = List.copyOf(slabs);
  }

  /// Returns a number that is the same for equal ones, without looking at every slab: leak reports
  /// ask for it once a block.
  @Override
  public int hashCode() {
    return 31 * from + to;
  }

  /// Returns the store's name.
  public String name() {
    return statistics.name();
  }

  /// Returns whether the allocation of every block was recorded.
  public boolean recordsAll() {
    return protection != Protection.STANDARD;
  }

  /// Returns how many live blocks there were; an object with a large payload counts as one.
  public int count() {
    return to - from;
  }
}
