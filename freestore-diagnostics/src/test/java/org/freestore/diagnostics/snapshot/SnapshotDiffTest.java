// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.List;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.IntArray;
import org.freestore.Protection;
import org.freestore.diagnostics.fixture.Car;
import org.freestore.diagnostics.fixture.CarStruct;
import org.freestore.diagnostics.fixture.Node;
import org.freestore.diagnostics.fixture.NodeStruct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two snapshots say what grew, whatever it is grouped by.
class SnapshotDiffTest {
  private final FreeStore store =
      FreeStore.open(
          FreeStoreOptions.defaults().withName("garage").withProtection(Protection.SITES));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatGrewMostComesFirstAndWhatShrankLast() {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      nodes.add(NodeStruct.createIn(store));
    }
    CarStruct.createIn(store);
    Snapshot before = Snapshot.of(store);
    nodes.forEach(FreeStore::delete);
    CarStruct.createIn(store);
    IntArray.createIn(store, 100);
    SnapshotDiff diff = SnapshotDiff.of(before, Snapshot.of(store), Grouping.TYPE);
    assertThat(diff.changes())
        .extracting(it -> it.key().name(), SnapshotDiff.Change::count)
        .containsExactly(
            tuple("array of type int", 1L),
            tuple("object of type " + Car.class.getName(), 1L),
            tuple("object of type " + Node.class.getName(), -10L));
    assertThat(diff.text(2))
        .contains("           +1 ")
        .contains("... and 1 more groups\n")
        .endsWith("SUMMARY: Freestore: +144 bytes in -8 blocks");
  }

  @Test
  void nothingChangedIsNothingToReport() {
    CarStruct.createIn(store);
    Snapshot before = Snapshot.of(store);
    assertThat(SnapshotDiff.of(before, Snapshot.of(store)).changes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Grouping.class)
  void theChangesAddUpToTheDifferenceOfTheStoresStatistics(Grouping grouping) {
    SnapshotTest.fill(store);
    Snapshot before = Snapshot.of(store);
    long bytesBefore = store.statistics().inUseBytes();
    SnapshotTest.fill(store);
    SnapshotDiff diff = SnapshotDiff.of(before, Snapshot.of(store), grouping);
    assertThat(diff.byteSize()).isEqualTo(store.statistics().inUseBytes() - bytesBefore);
    assertThat(diff.count()).isPositive();
  }
}
