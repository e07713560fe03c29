// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.freestore.FreeStore;
import org.freestore.diagnostics.snapshot.Site;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.freestore.diagnostics.snapshot.Snapshot.Origin;
import org.freestore.diagnostics.snapshot.StoreSnapshot;

/// What nobody leads to any more, or nobody but other leaks: by site and type, the worst first.
///
/// ```java
/// System.err.println(LeakReport.of(store));
/// ```
///
/// Exact by type, at no cost while the program runs: the heap is walked, and typed pointers are
/// followed, when somebody asks. Sites are exact in stores that record all of them, else estimated
/// from the allocations that were sampled.
///
/// What is live and held by Java variables only counts as a leak, since Java variables are not
/// searched: at the end of a program, a test or a store that is what is lost; of a running program
/// it is what is in use. [Roots][org.freestore.diagnostics.snapshot.Roots] say what the program
/// holds on to, and [LeakOptions#since()] what was there before.
///
/// @param snapshot what it is about
/// @param options what was asked for
/// @param groups the leaks, direct ones and cycles before indirect ones, the most bytes first
/// @param totals of each reach, how much there is of it; of reachable, suppressed and unsettled
///   blocks, too
/// @param suppressed which templates matched
/// @param temporary sites that allocate much of which little is live, the most bytes first; empty
///   where nothing was sampled
/// @param oldest the leaks that have lived longest, one of each group, of those of which that was
///   recorded, the oldest first
public record LeakReport(
    Snapshot snapshot,
    LeakOptions options,
    List<LeakGroup> groups,
    Map<Reach, Total> totals,
    List<Used> suppressed,
    List<Temporary> temporary,
    List<Old> oldest) {

  /// A sum.
  ///
  /// @param count how many blocks
  /// @param byteSize all their bytes
  public record Total(long count, long byteSize) {
    static final Total ZERO = new Total(0, 0);

    Total plus(long moreCount, long moreBytes) {
      return new Total(count + moreCount, byteSize + moreBytes);
    }
  }

  /// A suppression that matched.
  ///
  /// @param template of [Suppressions]
  /// @param count how many leaks it matched
  /// @param byteSize all their bytes
  public record Used(String template, long count, long byteSize) {}

  /// A leak of known age.
  ///
  /// @param address where its block starts
  /// @param words its kind and type
  /// @param site where it was allocated
  /// @param threadName by which thread
  /// @param allocatedAt when
  public record Old(
      long address, String words, Site site, String threadName, Instant allocatedAt) {}

  /// Copies lists and map.
  public LeakReport {
    groups = List.copyOf(groups);
    totals = Map.copyOf(totals);
    suppressed = List.copyOf(suppressed);
    temporary = List.copyOf(temporary);
    oldest = List.copyOf(oldest);
  }

  /// Reports on all open stores of this process, while it runs.
  public static LeakReport take() {
    return of(Snapshot.take(), LeakOptions.defaults());
  }

  /// Reports on one store, while the program runs. Pointers from other stores are not seen.
  public static LeakReport of(FreeStore store) {
    return of(Snapshot.of(store), LeakOptions.defaults());
  }

  /// Reports on a snapshot.
  ///
  /// @throws IllegalArgumentException if the snapshot does not say who points to whom, has no store
  ///   of the name that is asked for, or is of another process than the earlier one
  public static LeakReport of(Snapshot snapshot, LeakOptions options) {
    if (!snapshot.origin().pointersFollowed()) {
      throw new IllegalArgumentException(
          "snapshot was taken without pointers: " + snapshot + "; use Snapshot.take()");
    }
    String wanted = options.storeName();
    if (wanted != null && snapshot.stores().stream().noneMatch(it -> it.name().equals(wanted))) {
      throw new IllegalArgumentException(
          "no such store: name="
              + wanted
              + " stores="
              + snapshot.stores().stream().map(StoreSnapshot::name).toList());
    }
    if (options.since() != null) {
      requireSameProcess(options.since().origin(), snapshot.origin());
    }
    return new Reporting(snapshot, options).report();
  }

  /// References and addresses of two processes may be the same, and hide what leaked.
  private static void requireSameProcess(Origin since, Origin origin) {
    if (!since.isOfSameProcessAs(origin)) {
      throw new IllegalArgumentException(
          "the earlier snapshot is of another process: earlier="
              + since.words()
              + ", later="
              + origin.words());
    }
  }

  /// Returns whether there are no leaks.
  public boolean isEmpty() {
    return groups.isEmpty();
  }

  /// Returns how much there is of a reach.
  public Total total(Reach reach) {
    return totals.getOrDefault(reach, Total.ZERO);
  }

  /// Returns how many blocks are leaked: direct, in cycles, and indirect.
  public long count() {
    return totals.entrySet().stream()
        .filter(it -> it.getKey().isLeak())
        .mapToLong(it -> it.getValue().count())
        .sum();
  }

  /// Returns all bytes of all leaked blocks.
  public long byteSize() {
    return totals.entrySet().stream()
        .filter(it -> it.getKey().isLeak())
        .mapToLong(it -> it.getValue().byteSize())
        .sum();
  }

  /// Returns one line for those who search logs.
  public String summary() {
    return LeakText.summary(this);
  }

  /// Returns the report as text, with the worst groups.
  ///
  /// @param mostGroups how many of direct leaks and cycles, and how many of indirect leaks
  public String text(int mostGroups) {
    return new LeakText(this, mostGroups).toString();
  }

  /// Returns the report as JSON: `docs/leaks.md` has the fields.
  public String json() {
    return LeakJson.write(this);
  }

  /// Returns the report as text, with all groups, from a headline to [#summary()].
  @Override
  public String toString() {
    return text(Integer.MAX_VALUE);
  }
}
