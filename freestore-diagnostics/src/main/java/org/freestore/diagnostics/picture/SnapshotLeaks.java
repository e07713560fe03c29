// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freestore.ObjectKind;
import org.freestore.diagnostics.leak.HoldingChains;
import org.freestore.diagnostics.leak.LeakGroup;
import org.freestore.diagnostics.leak.LeakReport;
import org.freestore.diagnostics.leak.Reach;
import org.freestore.diagnostics.snapshot.Blocks;
import org.freestore.diagnostics.snapshot.Site;

/// Makes the table of leaks of a leak report, with a chain for a block of each group; and, since
/// what is reachable may be more than anybody wanted, what roots hold of each type.
final class SnapshotLeaks {
  private static final int MOST_GROUPS = 1_000;
  private static final int MOST_REACHABLE = 30;
  private static final int MOST_LINKS = 24;

  private final LeakReport report;
  private final Blocks blocks;
  private final BlockOrder order;
  private final HoldingChains chains;

  SnapshotLeaks(LeakReport report, BlockOrder order, HoldingChains chains) {
    this.report = report;
    this.blocks = report.snapshot().blocks();
    this.order = order;
    this.chains = chains;
  }

  LeakTable table() {
    List<LeakTable.Group> groups = new ArrayList<>();
    report.groups().stream().limit(MOST_GROUPS).map(this::group).forEach(groups::add);
    groups.addAll(reachable());
    return new LeakTable(about(), groups);
  }

  private String about() {
    String left =
        report.groups().size() <= MOST_GROUPS
            ? ""
            : " Of %,d groups the first %,d are shown."
                .formatted(report.groups().size(), MOST_GROUPS);
    return "What no live object and no root leads to, or only what leaked does. Java variables are not"
        + " searched: of a running program this is what it has in use."
        + left;
  }

  private LeakTable.Group group(LeakGroup group) {
    boolean raw = group.kind() == ObjectKind.RAW;
    int sample = group.addresses().isEmpty() ? -1 : order.find(group.addresses().getFirst());
    boolean held = sample >= 0 && (group.reach() == Reach.INDIRECT || group.reach() == Reach.CYCLE);
    return new LeakTable.Group(
        raw ? LeakTable.Kind.UNKNOWN : kind(group.reach()),
        TypeNumbers.name(group.typeName(), group.kind()),
        group.count(),
        group.byteSize(),
        group.heldCount(),
        group.heldBytes(),
        frames(group.site()),
        held ? chain(sample) : sample < 0 ? List.of() : List.of(link("", sample)),
        note(group));
  }

  private static LeakTable.Kind kind(Reach reach) {
    return switch (reach) {
      case DIRECT -> LeakTable.Kind.DIRECT;
      case CYCLE -> LeakTable.Kind.CYCLE;
      case INDIRECT -> LeakTable.Kind.INDIRECT;
      case REACHABLE -> LeakTable.Kind.REACHABLE;
      case SUPPRESSED, UNSETTLED -> LeakTable.Kind.UNKNOWN;
    };
  }

  private static String note(LeakGroup group) {
    String cycle = group.cycle().isEmpty() ? "" : "The way around: " + group.cycle() + ". ";
    String store = "In store " + group.storeName() + ".";
    String estimate =
        group.exact()
            ? ""
            : " Estimated from %,d sampled allocations: between %,d and %,d."
                .formatted(group.samples(), group.low(), group.high());
    return cycle + store + estimate;
  }

  private static List<String> frames(Site site) {
    return site.frames().stream().map(Site::words).toList();
  }

  private List<LeakTable.Link> chain(int block) {
    return chains.chain(block, MOST_LINKS).stream()
        .map(link -> link(link.path(), link.block()))
        .toList();
  }

  private LeakTable.Link link(String path, int block) {
    String root = blocks.isRoot(block) ? " (a root)" : "";
    String address = "0x" + Long.toHexString(blocks.address(block));
    return new LeakTable.Link(path, TypeNumbers.name(blocks.shape(block)) + root, address);
  }

  private static final class Held {
    long count;
    long byteSize;
    int sample;
  }

  private List<LeakTable.Group> reachable() {
    Map<String, Held> byType = new LinkedHashMap<>();
    for (int block = 0; block < blocks.count(); block++) {
      if (chains.reach(block) == Reach.REACHABLE) {
        Held held = byType.computeIfAbsent(TypeNumbers.name(blocks.shape(block)), _ -> new Held());
        held.count++;
        held.byteSize += blocks.blockBytes(block);
        held.sample = block;
      }
    }
    return byType.entrySet().stream()
        .sorted(Comparator.comparingLong(it -> -it.getValue().byteSize))
        .limit(MOST_REACHABLE)
        .map(it -> reachable(it.getKey(), it.getValue()))
        .toList();
  }

  private LeakTable.Group reachable(String type, Held held) {
    return new LeakTable.Group(
        LeakTable.Kind.REACHABLE,
        type,
        held.count,
        held.byteSize,
        0,
        0,
        frames(blocks.site(held.sample)),
        chain(held.sample),
        "Not leaked: a root holds it. The chain is that of one of them.");
  }
}
