// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What many stores leave behind.
class EventCountsTest {
  private static final int MOST_NAMES = 10;
  private static final int STORES = 50;

  private final EventCounts counts = new EventCounts(MOST_NAMES);

  @BeforeEach
  void begin() {
    FreeStore.listen(counts);
  }

  @AfterEach
  void end() {
    FreeStore.stopListening(counts);
  }

  @Test
  void storesThatAreClosedAreForgottenOneByOneAndCountedAllTheSame() {
    try (FreeStore open = open("open")) {
      open.malloc(100);
      long refills = refills();
      for (int i = 0; i < STORES; i++) {
        try (FreeStore store = open("request " + i)) {
          store.malloc(100);
        }
      }
      assertThat(counts.activities())
          .hasSizeLessThanOrEqualTo(1 + MOST_NAMES + FreeStore.stores().size())
          .first()
          .satisfies(others -> assertThat(others.storeName()).isEmpty());
      assertThat(counts.activity("open").refills()).isPositive();
      assertThat(refills() - refills).isGreaterThanOrEqualTo(STORES);
    }
  }

  @Test
  void aNameThatIsOpenStillIsKept() {
    try (FreeStore open = open("twice")) {
      open.malloc(100);
      for (int i = 0; i < STORES; i++) {
        try (FreeStore store = open("request " + i);
            FreeStore namesake = open("twice")) {
          store.malloc(100);
          namesake.malloc(100);
        }
      }
      assertThat(counts.activity("twice").refills()).isGreaterThan(STORES);
    }
  }

  @Test
  void whatHasNoNameHasOneLine() {
    counts.refilled("", 16, 1, false); // as of memory of no store
    for (int i = 0; i < STORES; i++) {
      try (FreeStore store = open("request " + i)) {
        store.malloc(100);
      }
    }
    assertThat(counts.activities())
        .filteredOn(line -> line.storeName().isEmpty())
        .singleElement()
        .satisfies(line -> assertThat(line.refills()).isGreaterThan(1));
  }

  private static FreeStore open(String name) {
    return FreeStore.open(FreeStoreOptions.defaults().withName(name));
  }

  private long refills() {
    return counts.activities().stream().mapToLong(StoreActivity::refills).sum();
  }

  @Test
  void ofANameThatNeverCameUpThereIsNothing() {
    String name = "never opened";
    assertThat(counts.activity(name)).isEqualTo(StoreActivity.none(name));
    assertThat(counts.activities()).extracting(StoreActivity::storeName).doesNotContain(name);
  }
}
