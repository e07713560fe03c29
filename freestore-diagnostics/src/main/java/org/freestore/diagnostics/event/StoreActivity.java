// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

/// What happened in the stores of one name since the process began.
///
/// Allocations are not counted one by one, which would cost each of them. What the sampled ones
/// stand for is an estimate of them all; both estimates are 0 where nothing is sampled.
///
/// @param storeName the stores' name
/// @param refills how often a magazine was filled
/// @param refilledBlocks with how many blocks
/// @param adoptedSlabs slabs taken over from threads that had ended
/// @param limitsReached how often memory was refused since the limit was reached
/// @param misuses how often memory was misused
/// @param sampledAllocations allocations of which the site was recorded
/// @param estimatedAllocations all allocations, by an estimate
/// @param estimatedAllocatedBytes the bytes they asked for, by an estimate
public record StoreActivity(
    String storeName,
    long refills,
    long refilledBlocks,
    long adoptedSlabs,
    long limitsReached,
    long misuses,
    long sampledAllocations,
    long estimatedAllocations,
    long estimatedAllocatedBytes) {}
