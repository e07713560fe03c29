// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

/// What a region holds, in bytes. `frontierBytes = in use + dirtyFreeBytes + cleanFreeBytes`.
///
/// @param reservedBytes address space, side tables and descriptors included
/// @param committedBytes usable pages for blocks
/// @param frontierBytes runs in use and free: everything ever handed out
/// @param dirtyFreeBytes free runs whose pages may be resident
/// @param cleanFreeBytes free runs that read as zero and are not resident
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
    long metadataCommittedBytes,
    long metadataTouchedBytes,
    long stateTableBytes,
    long purgedBytes,
    long purgeCalls) {}
