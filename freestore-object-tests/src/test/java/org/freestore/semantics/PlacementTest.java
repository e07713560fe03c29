// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.freestore.FreeStore;
import org.freestore.InvalidDeleteException;
import org.freestore.Storage;
import org.freestore.UseAfterDeleteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Placement new ([new.delete.placement], [basic.life]).
@ExtendWith(NothingLeaks.class)
final class PlacementTest {

  @Rule(15)
  @Test
  void constructionInStorageAllocatesNothingAndFreesNothing() {
    try (Storage storage = Storage.of(Part.class)) {
      long before = NothingLeaks.live();
      for (int i = 1; i <= 3; i++) {
        Part part = PartStruct.createIn(storage);
        assertThat(part.number()).isEqualTo(i);
        assertThat(NothingLeaks.live()).isEqualTo(before);
        FreeStore.destroy(part);
        assertThat(NothingLeaks.live()).isEqualTo(before);
        assertThat(storage.isEmpty()).isTrue();
      }
    }
  }

  @Rule(15)
  @Test
  void anObjectInStorageCannotBeDeleted() {
    try (Storage storage = Storage.of(Part.class)) {
      Part part = PartStruct.createIn(storage);
      assertThatThrownBy(() -> FreeStore.delete(part))
          .isInstanceOf(InvalidDeleteException.class)
          .hasMessageContaining("placement");
      assertThat(part.number()).isEqualTo(1);
      FreeStore.destroy(part);
    }
  }

  /// Storage that cannot hold the object is refused, where C++ would write past its end.
  @Rule(15)
  @Test
  void storageIsLargeAndAlignedEnoughOrRefused() {
    try (Storage small = Storage.ofBytes(2, 1);
        Storage unaligned = Storage.ofBytes(64, 8);
        Storage enough = Storage.ofBytes(64, 64)) {
      assertThatThrownBy(() -> PartStruct.createIn(small))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> WideStruct.createIn(unaligned))
          .isInstanceOf(IllegalArgumentException.class);
      Wide wide = WideStruct.createIn(enough);
      wide.value(1);
      assertThat(wide.value()).isEqualTo(1);
    }
  }

  /// No deallocation function matches placement new: the memory stays.
  @Rule(15)
  @Test
  void aConstructorThatThrowsLeavesTheStorageEmpty() {
    try (Storage storage = Storage.of(Part.class)) {
      RuntimeException planned = Journal.failAt("Part(1)");
      assertThat(catchThrowable(() -> PartStruct.createIn(storage))).isSameAs(planned);
      assertThat(storage.isEmpty()).isTrue();
      Part part = PartStruct.createIn(storage);
      assertThat(part.number()).isEqualTo(2);
      FreeStore.destroy(part);
    }
  }

  @Rule(16)
  @Test
  void aDestructorIsCalledExplicitlyAndOnce() {
    try (Storage storage = Storage.of(Part.class)) {
      Part part = PartStruct.createIn(storage);
      FreeStore.destroy(part);
      assertThat(Journal.read()).containsExactly("Part(1)", "~Part(1)");
      assertThatThrownBy(() -> FreeStore.destroy(part)).isInstanceOf(InvalidDeleteException.class);
      assertThatThrownBy(part::number).isInstanceOf(UseAfterDeleteException.class);
    }
    assertThat(Journal.read()).as("not once more").isEmpty();
  }

  @Rule(16)
  @Test
  void reuseOfStorageEndsTheFormerLifeWithoutItsDestructor() {
    try (Storage storage = Storage.of(Part.class)) {
      Part former = PartStruct.createIn(storage);
      Part part = PartStruct.createIn(storage);
      assertThat(Journal.read()).containsExactly("Part(1)", "Part(2)");
      assertThatThrownBy(former::number)
          .as("no std::launder: a reference names one object")
          .isInstanceOf(UseAfterDeleteException.class);
      assertThat(part.number()).isEqualTo(2);
    }
    assertThat(Journal.read()).as("closing storage runs no destructor").isEmpty();
  }

  @Rule(16)
  @Test
  void onlyAnObjectInStorageIsDestroyedByHand() {
    Part part = PartStruct.create();
    assertThatThrownBy(() -> FreeStore.destroy(part)).isInstanceOf(InvalidDeleteException.class);
    assertThat(part.number()).isEqualTo(1);
    FreeStore.delete(part);
  }
}
