// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.util.List;
import org.freestore.diagnostics.snapshot.Snapshot.Origin;

/// Makes sure that every number in what was read from a file names something: whoever goes through
/// a snapshot need not doubt it.
final class SnapshotCheck {
  private SnapshotCheck() {}

  /// @throws MalformedException if something does not fit
  static Snapshot checked(
      List<Origin> origins,
      List<StoreSnapshot> stores,
      Blocks blocks,
      Pointers pointers,
      List<Allocated> allocated) {
    require(origins.size() == 1, "origins");
    checkStores(stores, blocks.count());
    checkBlocks(blocks);
    checkAllocations(blocks.allocations);
    checkPointers(pointers, blocks.count());
    return new Snapshot(origins.getFirst(), stores, blocks, pointers, allocated);
  }

  private static void checkStores(List<StoreSnapshot> stores, int blocks) {
    int next = 0;
    for (StoreSnapshot store : stores) {
      require(store.from() == next && store.to() >= next, "a store's blocks");
      next = store.to();
    }
    require(next == blocks, "the stores' blocks");
  }

  private static void checkBlocks(Blocks blocks) {
    int count = blocks.count();
    require(blocks.reference.size() == count, "references");
    require(blocks.flags.size() == count, "flags");
    requireAll(blocks.shape, count, 0, blocks.shapes.size(), "shapes");
    requireAll(
        blocks.allocation, count, Allocations.NONE, blocks.allocations.site.size(), "allocations");
    checkPayloads(blocks);
  }

  private static void checkPayloads(Blocks blocks) {
    Payloads payloads = blocks.payloads;
    int count = payloads.owner.size();
    requireAll(payloads.owner, count, 0, blocks.count(), "the owners of payloads");
    require(payloads.address.size() == count, "payloads");
    for (int i = 0; i < count; i++) {
      int owner = payloads.owner(i);
      require(i == 0 || owner > payloads.owner(i - 1), "the order of payloads");
      require(payloads.address(i) != 0 && blocks.reference(owner) != 0, "a payload");
    }
  }

  private static void checkAllocations(Allocations allocations) {
    int count = allocations.site.size();
    requireAll(allocations.site, count, 0, allocations.sites.size(), "sites");
    requireAll(allocations.thread, count, 0, allocations.threads.size(), "threads");
    require(allocations.atMicros.size() == count, "times");
    require(allocations.weightBits.size() == count, "weights");
    for (int i = 0; i < count; i++) {
      require(allocations.weight(i) > 0, "a weight");
    }
  }

  private static void checkPointers(Pointers pointers, int blocks) {
    int count = pointers.count();
    requireAll(pointers.targets, count, 0, blocks, "targets");
    requireAll(pointers.paths, count, 0, 2 * pointers.pathNames.size(), "paths");
    requireAll(pointers.starts, blocks + 1, 0, count + 1, "starts");
    for (int block = 0; block < blocks; block++) {
      require(pointers.from(block) <= pointers.to(block), "a block's pointers");
    }
    require(pointers.starts.get(blocks) == count, "the last pointer");
  }

  private static void requireAll(IntColumn column, int size, int from, int to, String what) {
    require(column.size() == size, what);
    for (int i = 0; i < size; i++) {
      require(column.get(i) >= from && column.get(i) < to, what);
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new MalformedException("what it says of " + what + " does not fit");
    }
  }
}
