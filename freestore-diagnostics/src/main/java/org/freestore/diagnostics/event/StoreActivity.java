// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

/// What happened in the stores of one name since the process began.
///
/// Allocations and frees are not counted, which would cost each of them; refills are. What threads
/// take from slabs is less than what they allocate: they allocate again what they have just freed,
/// without asking a slab.
///
/// @param storeName the stores' name
/// @param refills how often a magazine was filled
/// @param refilledBlocks with how many blocks
/// @param refilledBytes the bytes of these blocks
/// @param adoptedSlabs slabs taken over from threads that had ended
/// @param limitsReached how often memory was refused: the limit was reached, or the system had no
///   more
/// @param misuses how often memory was misused
/// @param sampledAllocations allocations of which the site was recorded
public record StoreActivity(
    String storeName,
    long refills,
    long refilledBlocks,
    long refilledBytes,
    long adoptedSlabs,
    long limitsReached,
    long misuses,
    long sampledAllocations) {

  /// Returns that nothing happened in stores of a name.
  public static StoreActivity none(String storeName) {
    return new StoreActivity(storeName, 0, 0, 0, 0, 0, 0, 0);
  }
}
