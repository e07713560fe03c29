// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.freestore.diagnostics.snapshot.Allocated;
import org.freestore.diagnostics.snapshot.Blocks;
import org.freestore.diagnostics.snapshot.Site;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.freestore.diagnostics.snapshot.StoreSnapshot;
import org.jspecify.annotations.Nullable;

/// A site that allocates much and keeps little: no leak, but work that could be saved. Estimated
/// from the allocations that were sampled since the process began: what a thread deletes and
/// creates again in the same blocks, which is cheap, is not among them.
///
/// @param allocated what it allocated
/// @param liveBytes how much of that is live, in bytes
public record Temporary(Allocated allocated, long liveBytes) {
  private static final double MOST_LIVE = 0.1;

  /// The type of a raw block.
  private static final String RAW = "";

  private record Key(String storeName, String typeName, Site site) {}

  /// Returns sites of which less than a tenth is live, those that allocated most first.
  ///
  /// @param storeName of this store only, or `null` for all
  static List<Temporary> of(Snapshot snapshot, @Nullable String storeName) {
    Map<Key, Double> live = live(snapshot);
    List<Temporary> found = new ArrayList<>();
    for (Allocated it : snapshot.allocated()) {
      double bytes = live.getOrDefault(new Key(it.storeName(), it.typeName(), it.site()), 0.0);
      boolean wanted = storeName == null || it.storeName().equals(storeName);
      if (wanted && bytes < MOST_LIVE * it.byteSize()) {
        found.add(new Temporary(it, Math.round(bytes)));
      }
    }
    found.sort(Comparator.comparingLong(it -> -it.allocated().byteSize()));
    return found;
  }

  private static Map<Key, Double> live(Snapshot snapshot) {
    Map<Key, Double> live = new HashMap<>();
    for (StoreSnapshot store : snapshot.stores()) {
      for (int block = store.from(); block < store.to(); block++) {
        if (snapshot.blocks().isRecorded(block) && !store.recordsAll()) {
          add(snapshot.blocks(), block, store.name(), live);
        }
      }
    }
    return live;
  }

  /// The raw block of a large payload is sampled as a raw block, before there is an object.
  private static void add(Blocks blocks, int block, String storeName, Map<Key, Double> live) {
    double bytes = blocks.weight(block) * blocks.blockBytes(block);
    Site site = blocks.site(block);
    live.merge(new Key(storeName, blocks.typeName(block), site), bytes, Double::sum);
    if (blocks.payloads().addressOf(block) != 0) {
      live.merge(new Key(storeName, RAW, site), bytes, Double::sum);
    }
  }
}
