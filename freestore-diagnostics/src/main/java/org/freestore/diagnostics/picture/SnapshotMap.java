// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freestore.SlabStatistics;
import org.freestore.diagnostics.leak.HoldingChains;
import org.freestore.diagnostics.snapshot.Blocks;
import org.freestore.diagnostics.snapshot.Site;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

/// Makes the map of a snapshot.
final class SnapshotMap {
  private static final int NONE = -1;

  private final Snapshot snapshot;
  private final Blocks blocks;
  private final BlockOrder order;
  private final TypeNumbers types;
  private final @Nullable HoldingChains chains;
  private final Map<Site, Integer> sites = new LinkedHashMap<>();

  /// @param chains who leads to what, or null where that was not looked for
  SnapshotMap(
      Snapshot snapshot, BlockOrder order, TypeNumbers types, @Nullable HoldingChains chains) {
    this.snapshot = snapshot;
    this.blocks = snapshot.blocks();
    this.order = order;
    this.types = types;
    this.chains = chains;
    for (int block = 0; block < blocks.count(); block++) {
      if (blocks.isRecorded(block)) {
        sites.computeIfAbsent(blocks.site(block), _ -> sites.size());
      }
    }
  }

  HeapMap map(int mostCells) {
    HeapMapBuilder builder = new HeapMapBuilder(siteNames(), mostCells);
    for (BlockOrder.OwnedSlab owned : order.slabs()) {
      builder.add(slab(owned));
    }
    HeapMapBuilder.Blocks cells = builder.blocks();
    for (int slab = 0; slab < order.slabs().size(); slab++) {
      addSlab(slab, cells);
    }
    return cells.build();
  }

  private List<String> siteNames() {
    List<String> names = new ArrayList<>();
    sites.keySet().forEach(site -> names.add(site.top()));
    return names;
  }

  private static MapSlab slab(BlockOrder.OwnedSlab owned) {
    SlabStatistics slab = owned.slab();
    return new MapSlab(
        slab.address(),
        slab.byteSize(),
        slab.blockBytes(),
        slab.large()
            ? MapSlab.Kind.LARGE
            : slab.objects() ? MapSlab.Kind.OBJECTS : MapSlab.Kind.RAW,
        slab.heapName(),
        owned.storeName(),
        slab.liveBlocks(),
        slab.cachedBlocks(),
        slab.remoteFreedBlocks(),
        slab.freeBlocks(),
        slab.retiredBlocks());
  }

  private void addSlab(int slab, HeapMapBuilder.Blocks cells) {
    SlabStatistics statistics = order.slabs().get(slab).slab();
    for (int i = 0; i < order.count(slab); i++) {
      addBlock(slab, i, cells);
    }
    if (order.count(slab) == 0 && statistics.large() && statistics.liveBlocks() > 0) {
      // Its owner is newer than the walk over objects.
      cells.add(statistics.address(), NONE, BlockFate.LIVE, NONE, NONE);
    }
  }

  /// A payload is drawn as its object is.
  private void addBlock(int slab, int place, HeapMapBuilder.Blocks cells) {
    int block = order.block(slab, place);
    Instant at = blocks.allocatedAt(block);
    long age = at == null ? NONE : Math.max(0, Duration.between(at, snapshot.takenAt()).toMillis());
    int site = at == null ? NONE : sites.getOrDefault(blocks.site(block), NONE);
    int type = types.ofShape(blocks.shapeNumber(block));
    boolean placed = cells.add(order.address(slab, place), type, fate(block), age, site);
    if (placed && order.isPayload(slab, place)) {
      cells.owner(blocks.address(block));
    }
  }

  /// Nobody's pointers are known to lead to a raw block.
  private BlockFate fate(int block) {
    if (chains == null || blocks.reference(block) == 0) {
      return BlockFate.LIVE;
    }
    return switch (chains.reach(block)) {
      case REACHABLE -> BlockFate.REACHABLE;
      case DIRECT -> BlockFate.DIRECT_LEAK;
      case INDIRECT -> BlockFate.INDIRECT_LEAK;
      case CYCLE -> BlockFate.CYCLE;
      case SUPPRESSED, UNSETTLED -> BlockFate.LIVE;
    };
  }
}
