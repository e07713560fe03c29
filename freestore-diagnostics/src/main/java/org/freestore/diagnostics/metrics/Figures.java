// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.metrics;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.freestore.FreeStore;
import org.freestore.FreeStoreStatistics;
import org.freestore.diagnostics.management.AddressSpace;

/// The figures of all open stores, taken at most once in a while: a scrape reads some hundred
/// meters, whose lines are to add up, and counting a store takes time in proportion to its slabs.
final class Figures {
  private final LongSupplier nanoClock;
  private final long keptNanos;
  private final Consumer<Moment> refreshed;
  private Moment moment;
  private long takenAt;

  /// All figures at one moment.
  ///
  /// @param stores by name: several stores may have one
  /// @param spaces the memory that they share
  record Moment(Map<String, List<FreeStoreStatistics>> stores, List<AddressSpace> spaces) {
    List<FreeStoreStatistics> ofStore(String name) {
      return stores.getOrDefault(name, List.of());
    }

    private static Moment take() {
      List<FreeStore> open = FreeStore.stores();
      return new Moment(
          open.stream()
              .map(FreeStore::statistics)
              .collect(Collectors.groupingBy(FreeStoreStatistics::name)),
          AddressSpace.of(open));
    }
  }

  /// Takes the figures.
  ///
  /// @param keptNanos for how long they are good
  /// @param refreshed is told of new figures, by the thread that asked for one
  Figures(LongSupplier nanoClock, long keptNanos, Consumer<Moment> refreshed) {
    this.nanoClock = nanoClock;
    this.keptNanos = keptNanos;
    this.refreshed = refreshed;
    this.takenAt = nanoClock.getAsLong();
    this.moment = Moment.take();
  }

  /// Returns the figures, taken anew if the last ones are too old.
  synchronized Moment now() {
    if (nanoClock.getAsLong() - takenAt >= keptNanos) {
      moment = Moment.take();
      takenAt = nanoClock.getAsLong();
      refreshed.accept(moment);
    }
    return moment;
  }
}
