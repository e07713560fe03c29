// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/// What must be true of the figures of a store at any time.
final class Figures {
  private Figures() {}

  /// Returns a store's figures, having checked that they add up.
  static FreeStoreStatistics of(FreeStore store) {
    FreeStoreStatistics figures = store.statistics();
    assertAddUp(figures);
    return figures;
  }

  static void assertAddUp(FreeStoreStatistics figures) {
    assertThat(figures.heldBytes())
        .as("held = in use + cached + remote-freed + free + tail: %s", figures)
        .isEqualTo(
            figures.inUseBytes()
                + figures.cachedBytes()
                + figures.remoteFreedBytes()
                + figures.freeBytes()
                + figures.tailBytes()
                + figures.retiredBytes());
    assertThat(figures.committedBytes())
        .as("committed = held by all + dirty free + clean free + unused: %s", figures)
        .isEqualTo(
            figures.heldByAllStoresBytes()
                + figures.dirtyFreeBytes()
                + figures.cleanFreeBytes()
                + figures.retiredSlabBytes()
                + figures.unusedCommittedBytes());
    assertThat(everyFigure(figures)).as("no figure is negative: %s", figures).noneMatch(f -> f < 0);
    assertThat(figures.wasteBytes()).isEqualTo(figures.freeBytes() + figures.tailBytes());
    assertThat(figures.chargedBytes()).isLessThanOrEqualTo(figures.limitBytes());
    assertThat(figures.committedBytes()).isLessThanOrEqualTo(figures.reservedBytes());
    assertThat(figures.residentBytes()).isLessThanOrEqualTo(figures.heldBytes());
    assertClassesAddUp(figures);
  }

  private static void assertClassesAddUp(FreeStoreStatistics figures) {
    long previous = 0;
    long[] sums = new long[9];
    for (SizeClassStatistics line : figures.sizeClasses()) {
      long order = order(line);
      assertThat(order).as("smallest first, objects after raw, large last").isGreaterThan(previous);
      previous = order;
      assertThat(line.slabs()).isPositive();
      assertThat(line.heldBytes())
          .as("a class adds up: %s", line)
          .isEqualTo(
              line.inUseBytes()
                  + line.cachedBytes()
                  + line.remoteFreedBytes()
                  + line.freeBytes()
                  + line.tailBytes()
                  + line.retiredBytes());
      if (line.blockBytes() != 0) {
        assertThat(line.inUseBytes()).isEqualTo(line.liveBlocks() * line.blockBytes());
      }
      long[] terms = everyFigure(line);
      for (int i = 0; i < sums.length; i++) {
        assertThat(terms[i]).isNotNegative();
        sums[i] += terms[i];
      }
    }
    assertThat(sums).as("the classes are the store").containsExactly(sumsOf(figures));
  }

  private static long order(SizeClassStatistics line) {
    return line.blockBytes() == 0
        ? Long.MAX_VALUE
        : line.blockBytes() + (line.objects() ? Integer.MAX_VALUE : 0L);
  }

  private static long[] everyFigure(SizeClassStatistics line) {
    return new long[] {
      line.inUseBytes(),
      line.liveBlocks(),
      line.cachedBytes(),
      line.remoteFreedBytes(),
      line.freeBytes(),
      line.tailBytes(),
      line.retiredBytes(),
      line.heldBytes(),
      line.residentBytes()
    };
  }

  private static long[] sumsOf(FreeStoreStatistics figures) {
    return new long[] {
      figures.inUseBytes(),
      figures.liveBlocks(),
      figures.cachedBytes(),
      figures.remoteFreedBytes(),
      figures.freeBytes(),
      figures.tailBytes(),
      figures.retiredBytes(),
      figures.heldBytes(),
      figures.residentBytes()
    };
  }

  private static List<Long> everyFigure(FreeStoreStatistics figures) {
    return List.of(
        figures.inUseBytes(),
        figures.liveBlocks(),
        figures.cachedBytes(),
        figures.remoteFreedBytes(),
        figures.freeBytes(),
        figures.tailBytes(),
        figures.retiredBytes(),
        figures.retiredBytes(),
        figures.heldBytes(),
        figures.residentBytes(),
        figures.metadataBytes(),
        figures.chargedBytes(),
        (long) figures.heapCount(),
        figures.racingFrees(),
        figures.reservedBytes(),
        figures.heldByAllStoresBytes(),
        figures.dirtyFreeBytes(),
        figures.cleanFreeBytes(),
        figures.retiredSlabBytes(),
        figures.unusedCommittedBytes(),
        figures.purgedBytes(),
        figures.purgeCalls());
  }

  /// Returns what of the figures only operations on the store itself change: any call may find
  /// upkeep due, and move free blocks from where they are free to where they are freer.
  static List<Object> own(FreeStoreStatistics figures) {
    return List.of(
        figures.inUseBytes(),
        figures.liveBlocks(),
        figures.retiredBytes(),
        figures.racingFrees(),
        figures.sizeClasses().stream()
            .filter(line -> line.liveBlocks() > 0)
            .map(line -> List.of(line.blockBytes(), line.objects(), line.liveBlocks()))
            .toList());
  }
}
