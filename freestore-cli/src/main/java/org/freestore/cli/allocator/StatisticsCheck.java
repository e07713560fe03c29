// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.allocator;

import org.freestore.FreeStoreStatistics;

/// Checks that Freestore's statistics add up and that, with every block freed, none is in use.
final class StatisticsCheck {
  private StatisticsCheck() {}

  /// @throws AllocatorFault if a line does not add up
  static void afterAllFreed(FreeStoreStatistics statistics) {
    require("liveBlocks", statistics.liveBlocks(), 0);
    require("inUseBytes", statistics.inUseBytes(), 0);
    require("heldBytes", statistics.heldBytes(), sumOfHeld(statistics));
    require("committedBytes", statistics.committedBytes(), sumOfCommitted(statistics));
  }

  private static long sumOfHeld(FreeStoreStatistics statistics) {
    return statistics.inUseBytes()
        + statistics.cachedBytes()
        + statistics.remoteFreedBytes()
        + statistics.freeBytes()
        + statistics.tailBytes()
        + statistics.retiredBytes();
  }

  private static long sumOfCommitted(FreeStoreStatistics statistics) {
    return statistics.heldByAllStoresBytes()
        + statistics.dirtyFreeBytes()
        + statistics.cleanFreeBytes()
        + statistics.retiredSlabBytes()
        + statistics.unusedCommittedBytes();
  }

  private static void require(String name, long found, long expected) {
    if (found != expected) {
      String facts = name + "=" + found + " expected=" + expected;
      throw new AllocatorFault("statistics do not add up after all blocks were freed: " + facts);
    }
  }
}
