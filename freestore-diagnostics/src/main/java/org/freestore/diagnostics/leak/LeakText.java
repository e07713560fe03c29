// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.time.Duration;
import java.util.List;
import org.freestore.ObjectKind;
import org.freestore.diagnostics.leak.LeakReport.Old;
import org.freestore.diagnostics.leak.LeakReport.Total;
import org.freestore.diagnostics.leak.LeakReport.Used;
import org.freestore.diagnostics.snapshot.Allocated;
import org.freestore.diagnostics.snapshot.Site;
import org.freestore.diagnostics.snapshot.Snapshot.Origin;
import org.freestore.diagnostics.snapshot.StoreSnapshot;

/// A leak report in words.
final class LeakText {
  private static final int MOST_TEMPORARY = 5;

  private final LeakReport report;
  private final int mostGroups;
  private final StringBuilder text = new StringBuilder();

  LeakText(LeakReport report, int mostGroups) {
    this.report = report;
    this.mostGroups = mostGroups;
  }

  @Override
  public String toString() {
    addHeadline();
    addGroups(report.groups().stream().filter(it -> it.reach() != Reach.INDIRECT).toList());
    addGroups(report.groups().stream().filter(it -> it.reach() == Reach.INDIRECT).toList());
    addUnrecorded();
    addOldest();
    addTemporary();
    addSuppressions();
    addTotals();
    return text.append(report.summary()).toString();
  }

  private void addHeadline() {
    Origin origin = report.snapshot().origin();
    text.append("leaks:");
    for (StoreSnapshot store : stores()) {
      text.append(" store=").append(store.name());
    }
    text.append(" program=").append(origin.program()).append(" pid=").append(origin.pid());
    text.append(" at=").append(origin.takenAt());
    if (report.options().since() != null) {
      text.append(" since=").append(report.options().since().takenAt());
    }
    text.append('\n');
  }

  private List<StoreSnapshot> stores() {
    String name = report.options().storeName();
    return report.snapshot().stores().stream()
        .filter(store -> name == null || store.name().equals(name))
        .toList();
  }

  private void addGroups(List<LeakGroup> groups) {
    groups.stream().limit(mostGroups).forEach(this::add);
    if (groups.size() > mostGroups) {
      List<LeakGroup> rest = groups.subList(mostGroups, groups.size());
      text.append("... and ")
          .append(bytes(rest.stream().mapToLong(LeakGroup::byteSize).sum()))
          .append(" in ")
          .append(rest.size())
          .append(rest.size() == 1 ? " more group\n" : " more groups\n");
    }
  }

  private void add(LeakGroup group) {
    text.append(group.reach().headline())
        .append(" of ")
        .append(group.exact() ? "" : "about ")
        .append(bytes(group.byteSize()))
        .append(" in ")
        .append(counted(group.count(), group.kind().words()));
    if (!group.typeName().isEmpty()) {
      text.append(" of type ").append(group.typeName());
    }
    if (stores().size() > 1) {
      text.append(" in store ").append(group.storeName());
    }
    if (group.heldCount() > 0) {
      text.append(", holding ")
          .append(bytes(group.heldBytes()))
          .append(" in ")
          .append(counted(group.heldCount(), "object"));
    }
    if (!group.cycle().isEmpty()) {
      text.append(", in the cycle ").append(group.cycle());
    }
    if (!group.exact()) {
      text.append(" (95 %: ")
          .append(group.low())
          .append(" to ")
          .append(counted(group.high(), group.kind().words()))
          .append(", from ")
          .append(counted(group.samples(), "sample"))
          .append(')');
    }
    text.append(group.site().isUnknown() ? "\n" : ", created here:\n");
    addFrames(group.site());
  }

  private void addFrames(Site site) {
    site.frames().forEach(frame -> text.append("    at ").append(Site.words(frame)).append('\n'));
  }

  private void addUnrecorded() {
    for (StoreSnapshot store : stores()) {
      boolean unknown =
          report.groups().stream()
              .anyMatch(it -> it.site().isUnknown() && it.storeName().equals(store.name()));
      if (unknown) {
        text.append("created by: not recorded where no frames are shown, in store ")
            .append(store.name())
            .append("; ")
            .append(howToRecord(store))
            .append('\n');
      }
    }
  }

  private static String howToRecord(StoreSnapshot store) {
    if (store.recordsAll()) {
      return "what lies in storage has no site";
    }
    String option =
        store.name().equals("global")
            ? "-Dfreestore.protection=sites"
            : "FreeStoreOptions.withProtection(Protection.SITES)";
    return store.samplingBytes() > 0
        ? "one allocation in " + bytes(store.samplingBytes()) + " is, " + option + " records all"
        : option + " records it";
  }

  private void addOldest() {
    if (report.oldest().isEmpty()) {
      return;
    }
    text.append("oldest of those whose allocation was recorded:\n");
    for (Old old : report.oldest()) {
      Duration age = Duration.between(old.allocatedAt(), report.snapshot().takenAt());
      text.append(String.format("  %10s  %s", age(age), old.words()))
          .append(String.format(" at 0x%x", old.address()))
          .append(", created by thread ")
          .append(old.threadName())
          .append(" at ")
          .append(old.site().top())
          .append('\n');
    }
  }

  private void addTemporary() {
    if (report.temporary().isEmpty()) {
      return;
    }
    text.append("most temporary, estimated from the allocations sampled since the start:\n");
    text.append(String.format("%16s %14s %9s", "bytes allocated", "blocks", "live")).append('\n');
    for (Temporary it : report.temporary().subList(0, Math.min(MOST_TEMPORARY, size()))) {
      Allocated allocated = it.allocated();
      String type = allocated.typeName().isEmpty() ? "raw blocks" : allocated.typeName();
      double live = 100.0 * it.liveBytes() / Math.max(1, allocated.byteSize());
      text.append(
              String.format(
                  "%16d %14d %7.1f %%  %s at %s",
                  allocated.byteSize(), allocated.count(), live, type, allocated.site().top()))
          .append('\n');
    }
  }

  private int size() {
    return report.temporary().size();
  }

  static String age(Duration age) {
    long millis = Math.max(0, age.toMillis());
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 120_000) {
      return millis / 1_000 + " s";
    }
    return millis < 7_200_000 ? millis / 60_000 + " min" : millis / 3_600_000 + " h";
  }

  private void addSuppressions() {
    if (report.suppressed().isEmpty()) {
      return;
    }
    text.append("suppressions used:\n     count      bytes template\n");
    for (Used used : report.suppressed()) {
      text.append(String.format("%10d %10d %s\n", used.count(), used.byteSize(), used.template()));
    }
  }

  private void addTotals() {
    text.append("              blocks        bytes\n");
    for (Reach reach : Reach.values()) {
      Total total = report.total(reach);
      if (total.count() != 0 || reach.isLeak()) {
        text.append(
            String.format("%-10s %9d %12d\n", reach.words(), total.count(), total.byteSize()));
      }
    }
  }

  static String summary(LeakReport report) {
    long raw =
        report.groups().stream()
            .filter(group -> group.kind() == ObjectKind.RAW)
            .mapToLong(LeakGroup::count)
            .sum();
    long objects = report.count() - raw;
    String words = objects == 0 && raw > 0 ? "" : counted(objects, "object");
    return "SUMMARY: Freestore: "
        + bytes(report.byteSize())
        + " leaked in "
        + words
        + (words.isEmpty() || raw == 0 ? "" : " and ")
        + (raw == 0 ? "" : counted(raw, "raw block"));
  }

  static String bytes(long count) {
    return count == 1 ? "1 byte" : count + " bytes";
  }

  static String counted(long count, String what) {
    return count == 1 ? "1 " + what : count + " " + what + "s";
  }
}
