// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;

import org.freestore.fixture.Car;
import org.freestore.fixture.CarStruct;
import org.freestore.memory.Memory;
import org.freestore.object.Reference;
import org.freestore.region.Region;
import org.junit.jupiter.api.Test;

/// Slabs whose generations are used up are counted as what they are: neither in use nor free.
class RetiredSlabsTest {
  @Test
  void aSlabThatIsPurgedAtItsLastGenerationIsCountedAsRetired() {
    try (FreeStore store = FreeStore.open()) {
      store.trim();
      FreeStoreStatistics before = store.statistics();
      FreeStore.delete(inTheGenerationBeforeTheLast(CarStruct.createIn(store)));
      store.trim();
      FreeStoreStatistics after = store.statistics();
      assertThat(after.retiredSlabBytes() - before.retiredSlabBytes())
          .isEqualTo(Region.GRANULE_BYTES);
      assertThat(after.heldByAllStoresBytes()).isEqualTo(before.heldByAllStoresBytes());
      Figures.assertAddUp(after);
    }
  }

  /// Makes an object as old as if its block had been used for as long as it can be.
  private static Car inTheGenerationBeforeTheLast(Car car) {
    long block = Reference.address(((StoreObject) car).reference());
    long reference = Reference.of(block, Reference.LAST_GENERATION - 1);
    long header = Memory.getLong(block) & ~Reference.GENERATION_MASK;
    Memory.putLong(block, (reference & Reference.GENERATION_MASK) | header);
    return CarStruct.TYPE.flyweight(reference, block + Long.BYTES);
  }
}
