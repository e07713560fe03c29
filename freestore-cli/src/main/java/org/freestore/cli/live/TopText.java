// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.freestore.FreeStoreStatistics;
import org.freestore.cli.report.Table;
import org.freestore.cli.report.Units;
import org.freestore.diagnostics.event.StoreActivity;
import org.freestore.diagnostics.management.AddressSpace;
import org.freestore.diagnostics.management.SiteUsage;
import org.freestore.diagnostics.management.TypeUsage;
import org.freestore.diagnostics.management.Usage;
import org.jspecify.annotations.Nullable;

/// Two samples of a process as a page of text: what is there at the second, and what changed since
/// the first.
final class TopText {
  private static final String NONE = "-";

  private final @Nullable TopSample before;
  private final TopSample now;
  private final int types;
  private final int sites;

  /// Makes a page.
  ///
  /// @param before null for a page without rates
  /// @param types how many types to show at most
  /// @param sites how many sites to show at most
  TopText(@Nullable TopSample before, TopSample now, int types, int sites) {
    this.before = before;
    this.now = now;
    this.types = types;
    this.sites = sites;
  }

  /// Returns the lines.
  ///
  /// @param process what the process is called
  /// @param columns how many characters of a line are seen
  List<String> lines(String process, int columns) {
    List<String> lines = new ArrayList<>();
    lines.add(process + ", up " + uptime());
    now.spaces().forEach(space -> lines.add(memory(space)));
    lines.add("");
    lines.addAll(stores());
    lines.add("");
    lines.addAll(typeLines());
    lines.add("");
    lines.addAll(siteLines(columns));
    return lines;
  }

  private String uptime() {
    Duration up = Duration.ofMillis(now.uptimeMillis());
    return "%d:%02d:%02d".formatted(up.toHours(), up.toMinutesPart(), up.toSecondsPart());
  }

  private String memory(AddressSpace space) {
    long purgedBefore =
        before == null
            ? space.purgedBytes()
            : before.spaces().stream()
                .filter(each -> each.hugePages() == space.hugePages())
                .mapToLong(AddressSpace::purgedBytes)
                .findFirst()
                .orElse(0);
    return "committed%s %s = held %s + free %s (of it %s purged) + retired %s + unused %s; purging %s"
        .formatted(
            space.hugePages() ? " in huge pages" : "",
            Units.bytes(space.committedBytes()),
            Units.bytes(space.heldByAllStoresBytes()),
            Units.bytes(space.dirtyFreeBytes() + space.cleanFreeBytes()),
            Units.bytes(space.cleanFreeBytes()),
            Units.bytes(space.retiredSlabBytes()),
            Units.bytes(space.unusedCommittedBytes()),
            bytesPerSecond(space.purgedBytes() - purgedBefore));
  }

  // Stores.

  private List<String> stores() {
    Table table =
        new Table(
            "<STORE",
            "LIVE",
            "IN USE",
            "CHANGE",
            "HELD",
            "CACHED",
            "WASTE",
            "LIMIT",
            "MISUSES",
            "REFILLED",
            "REFILLS");
    Map<String, Integer> seen = new HashMap<>();
    for (FreeStoreStatistics store : now.stores()) {
      int instance = seen.merge(store.name(), 1, Integer::sum);
      table.row(row(store, instance));
    }
    return table.lines("");
  }

  /// @param instance which of the stores of this name it is, from 1 on
  private List<String> row(FreeStoreStatistics store, int instance) {
    StoreActivity activity = activity(now, store.name());
    return List.of(
        store.name(),
        Units.count(store.liveBlocks()),
        Units.bytes(store.inUseBytes()),
        change(store, instance),
        Units.bytes(store.heldBytes()),
        Units.bytes(store.cachedBytes()),
        Units.percent(store.wasteBytes(), store.heldBytes()),
        store.limitBytes() == Long.MAX_VALUE ? NONE : Units.bytes(store.limitBytes()),
        Units.count(activity.misuses()),
        bytesPerSecond(growth(activity, StoreActivity::refilledBytes)),
        perSecond(growth(activity, StoreActivity::refills)));
  }

  private String change(FreeStoreStatistics store, int instance) {
    if (before == null) {
      return NONE;
    }
    return before.stores().stream()
        .filter(each -> each.name().equals(store.name()))
        .skip(instance - 1)
        .findFirst()
        .map(each -> signedBytesPerSecond(store.inUseBytes() - each.inUseBytes(), seconds()))
        .orElse("new");
  }

  private static StoreActivity activity(TopSample sample, String storeName) {
    return sample.activities().getOrDefault(storeName, StoreActivity.none(storeName));
  }

  private long growth(StoreActivity activity, ToLongFunction<StoreActivity> figure) {
    return before == null
        ? 0
        : figure.applyAsLong(activity) - figure.applyAsLong(activity(before, activity.storeName()));
  }

  // Types and sites.

  private List<String> typeLines() {
    Usage usage = now.usage();
    Table table = new Table("<TYPE", "LIVE", "BYTES", "OF ALL", "CHANGE");
    List<TypeUsage> shown = usage.types().subList(0, Math.min(types, usage.types().size()));
    for (TypeUsage type : shown) {
      table.row(
          type.typeName(),
          Units.count(type.liveCount()),
          Units.bytes(type.byteSize()),
          Units.percent(type.byteSize(), usage.byteSize()),
          change(type));
    }
    long others = usage.liveCount() - shown.stream().mapToLong(TypeUsage::liveCount).sum();
    long otherBytes = usage.byteSize() - shown.stream().mapToLong(TypeUsage::byteSize).sum();
    if (others > 0) {
      table.row(
          "(others)",
          Units.count(others),
          Units.bytes(otherBytes),
          Units.percent(otherBytes, usage.byteSize()),
          "");
    }
    List<String> lines = new ArrayList<>(table.lines(""));
    long age = (now.nanos() - now.usageNanos()) / 1_000_000_000L;
    if (age > 0) {
      lines.set(0, lines.getFirst() + "   (" + Units.count(age, "second") + " ago)");
    }
    return lines;
  }

  private String change(TypeUsage type) {
    if (before == null || before.usageNanos() == now.usageNanos()) {
      return NONE;
    }
    double seconds = (now.usageNanos() - before.usageNanos()) / 1e9;
    return before.usage().types().stream()
        .filter(each -> each.typeName().equals(type.typeName()))
        .findFirst()
        .map(each -> signedBytesPerSecond(type.byteSize() - each.byteSize(), seconds))
        .orElse("new");
  }

  /// Where whole frames do not fit, their ends are left out that can do without: what is cut off on
  /// the right would be the number of the line.
  private List<String> siteLines(int columns) {
    if (now.usage().sites().isEmpty()) {
      return List.of("No site of a live allocation is known.");
    }
    List<String> lines = siteLines(UnaryOperator.identity());
    boolean fits = lines.stream().allMatch(line -> line.length() <= columns);
    return fits ? lines : siteLines(TopText::brief);
  }

  /// Returns method, file and line of a frame: the file says which class.
  private static String brief(String frame) {
    int file = frame.indexOf('(');
    return file < 0 ? frame : frame.substring(frame.lastIndexOf('.', file) + 1);
  }

  private List<String> siteLines(UnaryOperator<String> words) {
    Usage usage = now.usage();
    Table table = new Table("<TYPE", "~LIVE", "~BYTES", "OF ALL", "RECORDED", "<SITE");
    List<SiteUsage> shown = usage.sites().subList(0, Math.min(sites, usage.sites().size()));
    for (SiteUsage site : shown) {
      table.row(
          site.typeName(),
          Units.count(site.estimatedCount()),
          Units.bytes(site.estimatedBytes()),
          Units.percent(site.estimatedBytes(), usage.byteSize()),
          Units.count(site.recordedCount()),
          site.frames().isEmpty() ? "(unknown)" : words.apply(site.frames().getFirst()));
    }
    long rest = usage.byteSize() - shown.stream().mapToLong(SiteUsage::estimatedBytes).sum();
    if (rest > 0) {
      table.row("(others)", "", Units.bytes(rest), Units.percent(rest, usage.byteSize()), "", "");
    }
    return table.lines("");
  }

  // Rates.

  private double seconds() {
    return before == null ? Double.NaN : (now.nanos() - before.nanos()) / 1e9;
  }

  private String perSecond(long growth) {
    return before == null ? NONE : Units.count(Math.round(growth / seconds())) + "/s";
  }

  private String bytesPerSecond(long growth) {
    return before == null ? NONE : Units.bytes(Math.round(growth / seconds())) + "/s";
  }

  private static String signedBytesPerSecond(long growth, double seconds) {
    String size = Units.bytes(Math.round(Math.abs(growth) / seconds));
    return String.format(Locale.ROOT, "%s%s/s", growth < 0 ? "-" : "+", size);
  }
}
