// SPDX-License-Identifier: Apache-2.0
package org.freestore;

/// One size class of a store in numbers; all but the counts in bytes.
///
/// `heldBytes = inUseBytes + cachedBytes + remoteFreedBytes + freeBytes + tailBytes + retiredBytes`
///
/// @param blockBytes the size of the class's blocks; 0 for the line of large blocks, whose sizes
///   differ
/// @param objects whether these are blocks of objects, which have slabs and classes of their own
/// @param slabs slabs; large blocks count as one each
/// @param liveBlocks blocks allocated and not freed
/// @param inUseBytes their bytes
/// @param cachedBytes free blocks in the magazines of threads
/// @param remoteFreedBytes blocks freed by a thread that does not own them, not yet collected by
///   the one that does
/// @param freeBytes free blocks in slabs
/// @param tailBytes what is left over at the ends of slabs
/// @param retiredBytes blocks of objects whose generations are used up: never used again
/// @param heldBytes the slabs' bytes: the sum of the six before
/// @param residentBytes how much of them was ever touched, at most: an estimate from above
public record SizeClassStatistics(
    long blockBytes,
    boolean objects,
    long slabs,
    long liveBlocks,
    long inUseBytes,
    long cachedBytes,
    long remoteFreedBytes,
    long freeBytes,
    long tailBytes,
    long retiredBytes,
    long heldBytes,
    long residentBytes) {}
