// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.time.Duration;
import org.freestore.diagnostics.snapshot.SnapshotDiff.Change;

/// What grew between two snapshots, in words.
final class DiffText {
  private final SnapshotDiff diff;
  private final int most;
  private final StringBuilder text = new StringBuilder();

  DiffText(SnapshotDiff diff, int most) {
    this.diff = diff;
    this.most = most;
  }

  @Override
  public String toString() {
    Duration between = Duration.between(diff.before().takenAt(), diff.after().takenAt());
    text.append("between=")
        .append(diff.before().takenAt())
        .append(" and=")
        .append(diff.after().takenAt())
        .append(" seconds=")
        .append(between.toMillis() / 1_000.0)
        .append('\n');
    warnOfOthers();
    text.append(String.format("%12s %12s %14s %11s", "bytes", "blocks", "bytes now", "blocks now"))
        .append('\n');
    diff.changes().stream().limit(most).forEach(this::add);
    if (diff.changes().size() > most) {
      text.append("... and ").append(diff.changes().size() - most).append(" more groups\n");
    }
    if (diff.changes().stream().anyMatch(change -> !change.exact())) {
      text.append("~ estimated from a sample of the allocations\n");
    }
    return text.append(diff.summary()).toString();
  }

  private void warnOfOthers() {
    Snapshot.Origin before = diff.before().origin();
    Snapshot.Origin after = diff.after().origin();
    if (!before.isOfSameProcessAs(after)) {
      text.append("of two processes: ")
          .append(before.words())
          .append(", ")
          .append(after.words())
          .append('\n');
    }
  }

  private void add(Change change) {
    text.append(
            String.format(
                "%1s%+11d %+12d %14d %11d  %s",
                change.exact() ? "" : "~",
                change.byteSize(),
                change.count(),
                change.bytesAfter(),
                change.countAfter(),
                change.key().name()))
        .append('\n');
    change
        .key()
        .site()
        .frames()
        .forEach(frame -> text.append("    at ").append(Site.words(frame)).append('\n'));
  }
}
