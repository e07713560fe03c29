// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.live;

import java.util.ArrayList;
import java.util.List;
import org.freestore.FreeStoreStatistics;
import org.freestore.cli.report.Table;
import org.freestore.cli.report.Units;
import org.freestore.diagnostics.attach.Target;
import org.freestore.diagnostics.attach.TargetException;
import org.freestore.diagnostics.attach.TargetException.Reason;
import org.freestore.diagnostics.event.MisuseCount;
import org.freestore.diagnostics.management.AddressSpace;
import org.freestore.diagnostics.management.FreeStoreMXBean;
import org.jspecify.annotations.Nullable;

/// The bookkeeping of a process's stores, checked, and in numbers that add up.
public final class CheckText {
  private static final String INDENT = "  ";
  private static final int MOST_MISUSES = 10;

  /// A store and what was found out about it.
  private record Checked(String broken, FreeStoreStatistics figures) {}

  private final List<Checked> stores = new ArrayList<>();
  private final Target target;

  /// Checks all stores.
  ///
  /// @throws TargetException if the process cannot be asked
  public CheckText(Target target) {
    this.target = target;
    for (FreeStoreMXBean store : target.stores()) {
      Checked checked = check(store);
      if (checked != null) {
        stores.add(checked);
      }
    }
  }

  /// Returns null if the store was closed meanwhile.
  private static @Nullable Checked check(FreeStoreMXBean store) {
    try {
      return new Checked(store.verify(), store.getStatistics());
    } catch (TargetException e) {
      if (e.reason() == Reason.STORE_CLOSED) {
        return null;
      }
      throw e;
    }
  }

  /// Returns whether all invariants hold.
  public boolean isSound() {
    return stores.stream().allMatch(store -> store.broken.isEmpty());
  }

  /// Returns what was found, the verdict last.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(bookkeeping());
    lines.add("");
    lines.addAll(addressSpaces());
    List<MisuseCount> misuses = target.process().getMisuses();
    if (!misuses.isEmpty()) {
      lines.add("");
      lines.addAll(misuses(misuses));
    }
    lines.add("");
    stores.stream()
        .filter(store -> !store.broken.isEmpty())
        .forEach(store -> lines.add("broken: " + store.broken));
    lines.add(verdict());
    return lines;
  }

  private List<String> bookkeeping() {
    Table table =
        new Table(
            "<store",
            "live blocks",
            "in use",
            "+ cached",
            "+ remote-freed",
            "+ free",
            "+ tails",
            "+ retired",
            "= held",
            "metadata",
            "heaps");
    for (Checked store : stores) {
      FreeStoreStatistics figures = store.figures;
      table.row(
          figures.name(),
          Units.count(figures.liveBlocks()),
          Units.bytes(figures.inUseBytes()),
          Units.bytes(figures.cachedBytes()),
          Units.bytes(figures.remoteFreedBytes()),
          Units.bytes(figures.freeBytes()),
          Units.bytes(figures.tailBytes()),
          Units.bytes(figures.retiredBytes()),
          Units.bytes(figures.heldBytes()),
          Units.bytes(figures.metadataBytes()),
          Units.count(figures.heapCount()));
    }
    return table.lines("");
  }

  private List<String> addressSpaces() {
    Table table =
        new Table(
            "<memory of all stores",
            "held",
            "+ free, dirty",
            "+ free, clean",
            "+ retired",
            "+ unused",
            "= committed",
            "of reserved",
            "purged so far");
    for (AddressSpace space : target.process().getAddressSpaces()) {
      table.row(
          space.hugePages() ? "huge pages" : "ordinary pages",
          Units.bytes(space.heldByAllStoresBytes()),
          Units.bytes(space.dirtyFreeBytes()),
          Units.bytes(space.cleanFreeBytes()),
          Units.bytes(space.retiredSlabBytes()),
          Units.bytes(space.unusedCommittedBytes()),
          Units.bytes(space.committedBytes()),
          Units.bytes(space.reservedBytes()),
          Units.bytes(space.purgedBytes()));
    }
    return table.lines("");
  }

  private static List<String> misuses(List<MisuseCount> misuses) {
    Table table = new Table("misuses", "<defect", "<type", "<site");
    for (MisuseCount each : misuses.subList(0, Math.min(misuses.size(), MOST_MISUSES))) {
      table.row(
          Units.count(each.count()),
          each.defect().isEmpty() ? "others" : each.defect(),
          each.typeName(),
          each.site());
    }
    List<String> lines = new ArrayList<>(table.lines(""));
    if (misuses.size() > MOST_MISUSES) {
      lines.add(INDENT + "and %d more".formatted(misuses.size() - MOST_MISUSES));
    }
    return lines;
  }

  private String verdict() {
    long broken = stores.stream().filter(store -> !store.broken.isEmpty()).count();
    String of = Units.count(stores.size(), "store") + " of process " + target.pid();
    return broken == 0
        ? "SUMMARY: Freestore: every invariant holds in " + of
        : "SUMMARY: Freestore: broken: " + Units.count(broken) + " of " + of;
  }
}
