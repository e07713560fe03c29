// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.freestore.FreeStore;
import org.freestore.InvalidDeleteException;
import org.freestore.StructArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the fuzzer has found in the library, each as small as it gets.
class FoundByFuzzingTest {
  private final Journal journal = new Journal();

  @BeforeEach
  void useJournal() {
    Journal.use(journal);
  }

  @AfterEach
  void forgetJournal() {
    Journal.use(new Journal());
  }

  @Test
  void anArrayThatIsEmbeddedFirstIsReportedAsEmbedded() {
    assertThat(BulkStruct.PAYLOAD_OFFSET).isZero();
    Bulk bulk = BulkStruct.create();
    Object payload = bulk.payload();
    assertThatThrownBy(() -> FreeStore.deleteArray(payload))
        .isExactlyInstanceOf(InvalidDeleteException.class)
        .hasMessageContaining("embedded in Bulk, property payload");
    FreeStore.delete(bulk);
  }

  @Test
  void anAssignmentWhoseDestructorFailsAssignsNevertheless() {
    StructArray<Tracked> array = FreeStore.createArray(Tracked.class, 1);
    Tracked source = TrackedStruct.create();
    source.label("new");
    journal.plan(-1, 0);
    assertThatThrownBy(() -> array.set(0, source)).isInstanceOf(Planned.class);
    assertThat(array.get(0).label()).isEqualTo("new");
    FreeStore.deleteArray(array);
    FreeStore.delete(source);
  }

  @Test
  void noPointerIsStoredToAPartThatIsEmbeddedFirst() {
    Box box = BoxStruct.create();
    Holder holder = HolderStruct.create();
    assertThatThrownBy(() -> holder.extra(box.first()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(holder.extra()).isNull();
    FreeStore.delete(holder);
    FreeStore.delete(box);
  }

  @Test
  void noPointerIsStoredToAnArrayThatAnElementEmbeds() {
    StructArray<Slate> slates = FreeStore.createArray(Slate.class, 1);
    Node node = NodeStruct.create();
    assertThatThrownBy(() -> node.numbers(slates.get(0).cells()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(node.numbers()).isNull();
    FreeStore.delete(node);
    FreeStore.deleteArray(slates);
  }

  @Test
  void aPolymorphicPartThatIsEmbeddedFirstLeavesTheTypeOfTheWhole() {
    assertThat(SignStruct.PANEL_OFFSET).isZero();
    Sign sign = SignStruct.create();
    assertThat(FreeStore.typeOf(sign).struct()).isEqualTo(Sign.class);
    assertThat(sign.panel().kindName()).isEqualTo("Square");
    FreeStore.delete(sign);
  }
}
