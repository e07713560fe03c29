// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.List;

/// A store in numbers, at one moment; all but the counts in bytes.
///
/// The lines add up. For the store, whose slabs and large blocks they sum:
///
/// ```
/// heldBytes      = inUseBytes + cachedBytes + remoteFreedBytes + freeBytes + tailBytes
///                  + retiredBytes
/// ```
///
/// and for the address space that it shares with the process's other stores of the same kind of
/// page:
///
/// ```
/// committedBytes = heldByAllStoresBytes + dirtyFreeBytes + cleanFreeBytes + retiredSlabBytes
///                  + unusedCommittedBytes
/// ```
///
/// Figures are exact while no other thread allocates or frees in the store. While others do, each
/// is one that was true at some instant of the call, give or take what lies in magazines; none is
/// negative.
///
/// @param name the store's name
/// @param inUseBytes live blocks and objects, with their size class's rounding
/// @param liveBlocks how many they are
/// @param cachedBytes free blocks in the magazines of threads
/// @param remoteFreedBytes blocks freed by a thread that does not own them, not yet collected by
///   the one that does
/// @param freeBytes free blocks in slabs
/// @param tailBytes what is left over at the ends of slabs
/// @param retiredBytes blocks of objects whose generations are used up: never used again
/// @param heldBytes what the store holds of the address space: the sum of the six before
/// @param residentBytes how much of that was ever touched, at most: an estimate from above
/// @param metadataBytes descriptors and side tables of what is held
/// @param limitBytes the store's limit; `Long.MAX_VALUE` for none
/// @param chargedBytes what counts against the limit; 0 without one
/// @param heapCount heaps: one for each thread that allocated, as long as it lives, and the stripes
///   of virtual threads
/// @param racingFrees frees that lost a race against another free of the same block
/// @param reservedBytes address space reserved for all stores, descriptors and side tables included
/// @param committedBytes usable memory for blocks of all stores
/// @param heldByAllStoresBytes what all stores hold of it
/// @param dirtyFreeBytes free memory not yet given back to the system
/// @param cleanFreeBytes free memory that was given back
/// @param retiredSlabBytes address space of slabs in which every block of an object is used up:
///   never used again by any store, and its pages were given back
/// @param unusedCommittedBytes usable memory never handed out
/// @param purgedBytes memory given back to the system so far, over all stores
/// @param purgeCalls how often the system was asked to take memory back
/// @param sizeClasses the size classes in use, smallest first, and last the large blocks
public record FreeStoreStatistics(
    String name,
    long inUseBytes,
    long liveBlocks,
    long cachedBytes,
    long remoteFreedBytes,
    long freeBytes,
    long tailBytes,
    long retiredBytes,
    long heldBytes,
    long residentBytes,
    long metadataBytes,
    long limitBytes,
    long chargedBytes,
    int heapCount,
    long racingFrees,
    long reservedBytes,
    long committedBytes,
    long heldByAllStoresBytes,
    long dirtyFreeBytes,
    long cleanFreeBytes,
    long retiredSlabBytes,
    long unusedCommittedBytes,
    long purgedBytes,
    long purgeCalls,
    List<SizeClassStatistics> sizeClasses) {

  /// Makes the list of size classes immutable.
  public FreeStoreStatistics {
    sizeClasses = List.copyOf(sizeClasses);
  }

  /// Returns what is neither in use nor ready for the next request of its size: free blocks and
  /// leftovers in slabs, in bytes.
  public long wasteBytes() {
    return freeBytes + tailBytes;
  }
}
