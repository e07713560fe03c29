// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.freestore.diagnostics.snapshot.Groups.Line;
import org.jspecify.annotations.Nullable;

/// What grew between two snapshots of a process, and what shrank.
///
/// @param before the first
/// @param after the second
/// @param grouping by what blocks are summed up
/// @param changes every group that changed, what grew most first; what they add up to is the
///   difference of the stores' bytes in use
public record SnapshotDiff(
    Snapshot before, Snapshot after, Grouping grouping, List<Change> changes) {

  /// How a group changed.
  ///
  /// @param key what its blocks have in common
  /// @param countBefore how many there were
  /// @param countAfter how many there are
  /// @param bytesBefore all bytes of their blocks
  /// @param bytesAfter all bytes of their blocks
  /// @param exact whether the numbers are exact, and not estimated from samples
  public record Change(
      Groups.Key key,
      long countBefore,
      long countAfter,
      long bytesBefore,
      long bytesAfter,
      boolean exact) {

    /// Returns how many more there are; negative for less.
    public long count() {
      return countAfter - countBefore;
    }

    /// Returns how many more bytes there are; negative for less.
    public long byteSize() {
      return bytesAfter - bytesBefore;
    }
  }

  /// Copies the list.
  public SnapshotDiff {
    changes = List.copyOf(changes);
  }

  /// Compares by type and site.
  public static SnapshotDiff of(Snapshot before, Snapshot after) {
    return of(before, after, Grouping.SITE);
  }

  /// Compares two snapshots, as a rule of one process; of others, types and sites are compared by
  /// name.
  public static SnapshotDiff of(Snapshot before, Snapshot after, Grouping grouping) {
    Map<Groups.Key, Line> old = new HashMap<>(Groups.byKey(Groups.of(before, grouping)));
    List<Change> changes = new ArrayList<>();
    for (Line line : Groups.of(after, grouping)) {
      add(changes, old.remove(line.key()), line);
    }
    old.values().forEach(line -> add(changes, line, new Line(line.key(), 0, 0, line.exact())));
    changes.sort(
        Comparator.comparingLong((Change change) -> -change.byteSize())
            .thenComparingLong(change -> -change.count())
            .thenComparing(change -> change.key().name())
            .thenComparing(change -> change.key().site().toString()));
    return new SnapshotDiff(before, after, grouping, changes);
  }

  private static void add(List<Change> changes, @Nullable Line old, Line now) {
    Change change =
        new Change(
            now.key(),
            old == null ? 0 : old.count(),
            now.count(),
            old == null ? 0 : old.byteSize(),
            now.byteSize(),
            now.exact() && (old == null || old.exact()));
    if (change.count() != 0 || change.byteSize() != 0) {
      changes.add(change);
    }
  }

  /// Returns how many more bytes are in use; negative for less.
  public long byteSize() {
    return changes.stream().mapToLong(Change::byteSize).sum();
  }

  /// Returns how many more blocks are live; negative for less.
  public long count() {
    return changes.stream().mapToLong(Change::count).sum();
  }

  /// Returns one line for those who search logs.
  public String summary() {
    return String.format("SUMMARY: Freestore: %+d bytes in %+d blocks", byteSize(), count());
  }

  /// Returns the changes as text.
  ///
  /// @param most how many groups at most
  public String text(int most) {
    return new DiffText(this, most).toString();
  }

  /// Returns all changes as text, from the times to [#summary()].
  @Override
  public String toString() {
    return text(Integer.MAX_VALUE);
  }
}
