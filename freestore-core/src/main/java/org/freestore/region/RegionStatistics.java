// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

/// What a region holds, in bytes. `frontierBytes = in use + dirtyFreeBytes + cleanFreeBytes +
/// retiredSlabBytes`.
///
/// @param reservedBytes address space, side tables and descriptors included
/// @param committedBytes usable pages for blocks
/// @param frontierBytes runs in use and free: everything ever handed out
/// @param dirtyFreeBytes free runs whose pages may be resident
/// @param cleanFreeBytes free runs that read as zero and are not resident
/// @param retiredSlabBytes slabs of which no block is usable any more, their pages given back
/// @param metadataCommittedBytes usable pages for descriptors and side tables
/// @param metadataTouchedBytes what of them was ever written
/// @param stateTableBytes side tables in use
/// @param purgedBytes memory given back to the system so far
/// @param purgeCalls number of times the system was asked to
public record RegionStatistics(
    long reservedBytes,
    long committedBytes,
    long frontierBytes,
    long dirtyFreeBytes,
    long cleanFreeBytes,
    long retiredSlabBytes,
    long metadataCommittedBytes,
    long metadataTouchedBytes,
    long stateTableBytes,
    long purgedBytes,
    long purgeCalls) {

  /// Returns these figures with more of what is in use counted as free, or as never usable again.
  ///
  /// @param purged memory given back to the system by others, so far
  public RegionStatistics withVacant(long dirty, long clean, long retired, long purged) {
    return new RegionStatistics(
        reservedBytes,
        committedBytes,
        frontierBytes,
        dirtyFreeBytes + dirty,
        cleanFreeBytes + clean,
        retiredSlabBytes + retired,
        metadataCommittedBytes,
        metadataTouchedBytes,
        stateTableBytes,
        purgedBytes + purged,
        purgeCalls);
  }
}
