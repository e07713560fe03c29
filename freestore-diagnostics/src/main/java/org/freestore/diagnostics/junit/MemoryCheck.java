// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.junit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.freestore.FreeStore;
import org.freestore.MisuseReport;
import org.freestore.StoreListener;
import org.freestore.diagnostics.leak.LeakOptions;
import org.freestore.diagnostics.leak.LeakReport;
import org.freestore.diagnostics.leak.Suppressions;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

/// Watches the stores while one test runs.
final class MemoryCheck implements StoreListener {
  private final Snapshot before;
  private final Queue<MisuseReport> misuses = new ConcurrentLinkedQueue<>();

  /// Of stores that were closed while the test ran: what was left in them is gone afterwards.
  private final Queue<Snapshot> closed = new ConcurrentLinkedQueue<>();

  private MemoryCheck(Snapshot before) {
    this.before = before;
  }

  static MemoryCheck begin() {
    MemoryCheck check = new MemoryCheck(Snapshot.takeWithoutPointers());
    FreeStore.listen(check);
    return check;
  }

  @Override
  public void misused(MisuseReport report) {
    misuses.add(report);
  }

  @Override
  public void closing(FreeStore store) {
    closed.add(Snapshot.of(store));
  }

  @Override
  public boolean wantsLeaks() {
    return false;
  }

  void end() {
    FreeStore.stopListening(this);
  }

  /// @param failure what the test failed with
  /// @throws AssertionError if there was misuse that the test did not fail for
  void requireNoMisuse(@Nullable Throwable failure) {
    if (!misuses.isEmpty() && !MemoryCheckExtension.isMisuse(failure)) {
      StringBuilder text = new StringBuilder("memory was misused, and nobody said so:");
      misuses.forEach(report -> text.append('\n').append(report.text()));
      throw new AssertionError(text.toString());
    }
  }

  /// @throws AssertionError if something leaks that was not there before, or leaked when a store
  ///   was closed
  void requireNoLeaks(Suppressions suppressions) {
    LeakOptions options = LeakOptions.defaults().withSince(before).withSuppressions(suppressions);
    String leaks =
        Stream.concat(closed.stream(), Stream.of(Snapshot.take()))
            .map(snapshot -> LeakReport.of(snapshot, options))
            .filter(report -> !report.isEmpty())
            .map(LeakReport::toString)
            .collect(Collectors.joining("\n"));
    if (!leaks.isEmpty()) {
      throw new AssertionError(leaks);
    }
  }
}
