// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.freestore.DoubleDeleteException;
import org.freestore.FreeStore;
import org.freestore.StructArray;
import org.freestore.Unique;
import org.freestore.UseAfterDeleteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// One owner ([unique.ptr]).
@ExtendWith(NothingLeaks.class)
final class UniqueTest {

  @Rule(33)
  @Test
  void theOwnerDeletesAtTheEndOfTheBlock() {
    Part part = PartStruct.create();
    try (Unique<Part> owner = Unique.of(part)) {
      assertThat(owner.get()).isEqualTo(part);
      Journal.note("leaving");
    }
    assertThat(Journal.read()).containsExactly("Part(1)", "leaving", "~Part(1)");
    assertThatThrownBy(part::number).isInstanceOf(UseAfterDeleteException.class);
  }

  @Rule(33)
  @Test
  void resetStoresTheNewPointeeBeforeItDeletesTheFormer() {
    Part second = PartStruct.create();
    StringBuilder seen = new StringBuilder();
    Unique<?>[] self = new Unique<?>[1];
    try (Unique<Part> owner =
        Unique.of(
            PartStruct.create(),
            former -> {
              seen.append(self[0].orNull() == null ? "empty " : "second ");
              FreeStore.delete(former);
            })) {
      self[0] = owner;
      owner.reset(second);
    }
    assertThat(seen).hasToString("second empty ");
    assertThat(Journal.read()).containsExactly("Part(1)", "Part(2)", "~Part(2)", "~Part(1)");
  }

  @Rule(33)
  @Test
  void releaseGivesUpWithoutDeleting() {
    Part part;
    try (Unique<Part> owner = Unique.make(Part.class)) {
      part = owner.release();
      assertThat(owner.isEmpty()).isTrue();
    }
    assertThat(Journal.read()).containsExactly("Part(1)");
    FreeStore.delete(part);
  }

  @Rule(33)
  @Test
  void ownershipMovesAndIsNotCopied() {
    Unique<Part> first = Unique.make(Part.class);
    try (Unique<Part> second = first.move()) {
      assertThat(first.isEmpty()).isTrue();
      assertThatThrownBy(first::get).isInstanceOf(IllegalStateException.class);
      assertThat(second.get().number()).isEqualTo(1);
      first.close();
      assertThat(second.get().number()).as("the emptied owner deletes nothing").isEqualTo(1);
    }
    assertThat(Journal.read()).containsExactly("Part(1)", "~Part(1)");
  }

  @Rule(33)
  @Test
  void anArrayIsDeletedAsAnArray() {
    try (Unique<StructArray<Part>> owner = Unique.makeArray(Part.class, 2)) {
      assertThat(owner.get().length()).isEqualTo(2);
    }
    assertThat(Journal.read()).containsExactly("Part(1)", "Part(2)", "~Part(2)", "~Part(1)");
  }

  /// C++ would delete twice.
  @Rule(33)
  @Test
  void theSecondOfTwoOwnersOfOneObjectIsToldSo() {
    Part part = PartStruct.create();
    Unique<Part> first = Unique.of(part);
    Unique<Part> second = Unique.of(part);
    first.close();
    assertThatThrownBy(second::close).isInstanceOf(DoubleDeleteException.class);
    assertThatThrownBy(() -> Unique.of(part)).isInstanceOf(DoubleDeleteException.class);
    assertThat(Journal.read()).containsExactly("Part(1)", "~Part(1)");
  }
}
