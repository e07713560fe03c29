// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.freestore.Allocation;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.junit.jupiter.api.Test;

/// What is kept of samples.
class AllocationTotalsTest {
  private static final int MORE_THAN_ARE_KEPT = 20_000;

  @Test
  void sitesOfAClosedStoreMakeRoomForOthers() {
    AllocationTotals totals = new AllocationTotals();
    try (FreeStore after = open("after")) {
      try (FreeStore before = open("before")) {
        for (int line = 1; line <= MORE_THAN_ARE_KEPT; line++) {
          totals.sampled(before.name(), "", 8, at(line));
        }
        totals.sampled(after.name(), "", 8, at(1));
        assertThat(AllocationTotals.of(List.of(before.name()))).hasSizeBetween(5_000, 10_000);
        assertThat(AllocationTotals.of(List.of(after.name()))).isEmpty();
      }
      assertThat(AllocationTotals.of(List.of("before"))).isEmpty();
      totals.sampled(after.name(), "", 8, at(1));
      assertThat(AllocationTotals.of(List.of(after.name())))
          .singleElement()
          .satisfies(sum -> assertThat(sum.count()).isEqualTo(2));
    }
  }

  private static FreeStore open(String name) {
    return FreeStore.open(FreeStoreOptions.defaults().withName(name));
  }

  private static Allocation at(int line) {
    StackTraceElement frame = new StackTraceElement("Program", "run", "Program.java", line);
    return new Allocation(List.of(frame), "main", 1, Instant.EPOCH, 2);
  }
}
