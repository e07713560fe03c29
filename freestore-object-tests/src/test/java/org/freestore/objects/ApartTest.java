// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.freestore.DoubleDeleteException;
import org.freestore.FreeStore;
import org.freestore.StructArray;
import org.freestore.UseAfterDeleteException;
import org.junit.jupiter.api.Test;

/// Uses structs whose data does not lie right behind their header.
class ApartTest {

  @Test
  void aLargeObjectIsUsedAsAnyOther() {
    Page page = PageStruct.create();
    for (int i = 0; i < 1000; i++) {
      assertThat(page.words().get(i)).isZero();
      page.words().set(i, i);
    }
    page.title("contents");
    page.next(page);
    assertThat(requireNonNull(page.next()).words().get(999)).isEqualTo(999);
    assertThat(page.title()).isEqualTo("contents");
    FreeStore.delete(page);
    assertThatThrownBy(page::title).isInstanceOf(UseAfterDeleteException.class);
    assertThatThrownBy(() -> page.words().get(0)).isInstanceOf(UseAfterDeleteException.class);
    assertThatThrownBy(() -> FreeStore.delete(page)).isInstanceOf(DoubleDeleteException.class);
  }

  @Test
  void aLargeObjectStartsAsZerosWhereAnotherWas() {
    for (int round = 0; round < 50; round++) {
      Page page = PageStruct.create();
      assertThat(page.title()).isNull();
      assertThat(page.next()).isNull();
      assertThat(page.words().toArray()).containsOnly(0);
      page.words().fill(-1);
      page.title("round");
      FreeStore.delete(page);
    }
  }

  @Test
  void aCopyOfALargeObjectIsAnotherOne() {
    Page page = PageStruct.create();
    page.words().set(500, 5);
    page.title("first");
    Page copy = PageStruct.copy(page);
    page.words().set(500, 6);
    page.title("second");
    assertThat(copy.words().get(500)).isEqualTo(5);
    assertThat(copy.title()).isEqualTo("first");
    FreeStore.delete(page);
    assertThat(copy.title()).isEqualTo("first");
    FreeStore.delete(copy);
  }

  @Test
  void anArrayOfLargeObjectsIsUsedAsAnyOther() {
    StructArray<Page> pages = PageStruct.createArray(3);
    pages.get(2).words().set(999, 7);
    pages.get(2).title("last");
    assertThat(pages.get(1).words().get(999)).isZero();
    assertThat(pages.get(2).title()).isEqualTo("last");
    Page kept = pages.get(2);
    FreeStore.deleteArray(pages);
    assertThatThrownBy(kept::title).isInstanceOf(UseAfterDeleteException.class);
  }

  @Test
  void anObjectIsAlignedAsItsStructAsks() {
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Lane lane = LaneStruct.create();
      lane.ticks(i);
      lane.next(lanes.isEmpty() ? null : lanes.getLast());
      lanes.add(lane);
    }
    try (Arena arena = Arena.ofConfined()) {
      for (int i = 0; i < lanes.size(); i++) {
        MemorySegment segment = LaneStruct.segment(lanes.get(i), arena);
        assertThat(segment.address() % 64).isZero();
        assertThat(segment.byteSize()).isEqualTo(64);
        assertThat(lanes.get(i).ticks()).isEqualTo(i);
      }
    }
    assertThat(requireNonNull(lanes.get(9).next()).ticks()).isEqualTo(8);
    lanes.forEach(FreeStore::delete);
    assertThatThrownBy(() -> lanes.get(9).ticks()).isInstanceOf(UseAfterDeleteException.class);
  }
}
