// SPDX-License-Identifier: Apache-2.0
package org.freestore;

/// A slab, or a large block, as it was when it was looked at: [FreeStore#walkSlabs(SlabVisitor)].
///
/// Of a slab that nobody uses meanwhile, live, cached, remote-freed, free and retired blocks are
/// together as many as fit. Threads that run make the counts of live and cached blocks a glance.
///
/// @param address where it starts
/// @param byteSize its size in bytes: a granule of 64 KiB, or the large block's
/// @param blockBytes the size of its blocks in bytes; of a large block its own
/// @param objects whether its blocks have headers, for objects
/// @param large whether it is a large block: a raw block of more than 64 KiB, or the payload of an
///   object
/// @param heapName whose it is: the name of the thread; `stripe` where virtual threads share it;
///   `ended thread` where nobody has taken it over yet; `store` for a large block
/// @param liveBlocks blocks that the program has
/// @param cachedBlocks free blocks in its thread's magazine; of slabs of objects, what a magazine
///   holds counts as cached by its header
/// @param remoteFreedBlocks blocks that other threads freed and the owner has not yet taken in
/// @param freeBlocks blocks that are free, or were never used
/// @param retiredBlocks blocks whose generations are used up
public record SlabStatistics(
    long address,
    long byteSize,
    long blockBytes,
    boolean objects,
    boolean large,
    String heapName,
    long liveBlocks,
    long cachedBlocks,
    long remoteFreedBlocks,
    long freeBlocks,
    long retiredBlocks) {}
