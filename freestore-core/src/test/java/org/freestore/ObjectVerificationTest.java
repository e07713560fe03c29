// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.freestore.fixture.Car;
import org.freestore.fixture.CarStruct;
import org.freestore.fixture.PointStruct;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A header that is not as it must be is found.
class ObjectVerificationTest {
  private final FreeStore store = FreeStore.open();

  @AfterEach
  void close() {
    store.verify();
    store.close();
  }

  private void assertFound(Object object, LongUnaryOperator damage, String invariant) {
    long block = Reference.address(((StoreObject) object).reference());
    long header = Memory.getLong(block);
    Memory.putLong(block, damage.applyAsLong(header));
    try {
      assertThatThrownBy(store::verify)
          .isInstanceOf(CorruptFreeStoreException.class)
          .hasMessageContaining(invariant)
          .hasMessageContaining("block=0x" + Long.toHexString(block))
          .hasMessageContaining("slab=0x");
    } finally {
      Memory.putLong(block, header);
    }
    store.verify();
  }

  @Test
  void aLiveObjectsHeader() {
    Car car = CarStruct.createIn(store);
    assertFound(car, header -> Header.withState(header, 0), "state is not the side table's");
    assertFound(car, header -> Header.withState(header, 9), "state is not the side table's");
    assertFound(
        car, header -> Header.withState(header, Header.RETIRED), "state is not the side table's");
    assertFound(
        car, header -> header & ~Reference.GENERATION_MASK, "generation is not above the slab's");
    assertFound(car, header -> header ^ 1 << 14, "another size class");
  }

  @Test
  void theHeaderOfABlockThatItsSlabHasBack() {
    Car kept = CarStruct.createIn(store);
    Car car = CarStruct.createIn(store);
    FreeStore.delete(car);
    store.trim();
    for (int state : new int[] {0, Header.LIVE, Header.DESTROYING, Header.REMOTE, Header.RETIRED}) {
      assertFound(car, header -> Header.withState(header, state), "state is not the side table's");
    }
    FreeStore.delete(kept);
  }

  @Test
  void theHeaderOfABlockInAMagazine() {
    Car car = CarStruct.createIn(store);
    FreeStore.delete(car);
    long block = Reference.address(((StoreObject) car).reference());
    long header = Memory.getLong(block);
    Memory.putLong(block, Header.withState(header, Header.LIVE));
    assertThatThrownBy(store::verify)
        .isInstanceOf(CorruptFreeStoreException.class)
        .hasMessageContaining("magazine holds a block that is not cached");
    Memory.putLong(block, header);
  }

  @Test
  void objectsOfEveryFateLeaveTheBookkeepingRight() throws Exception {
    List<Car> cars = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      cars.add(CarStruct.createIn(store));
      cars.getLast().name("car " + i);
    }
    OtherThread.run(() -> cars.subList(0, 1_000).forEach(FreeStore::delete));
    store.verify();
    cars.subList(1_000, 2_000).forEach(FreeStore::delete);
    store.verify();
    FreeStoreStatistics figures = store.statistics();
    assertThat(figures.liveBlocks()).isEqualTo(2_000);
    assertThat(figures.heldBytes())
        .isEqualTo(
            figures.inUseBytes()
                + figures.cachedBytes()
                + figures.remoteFreedBytes()
                + figures.freeBytes()
                + figures.tailBytes()
                + figures.retiredBytes());
    store.trim();
    store.verify();
    assertThat(store.statistics().liveBlocks()).isEqualTo(2_000);
    cars.subList(2_000, 3_000).forEach(FreeStore::delete);
    assertThat(store.statistics().liveBlocks()).isZero();
  }

  @Test
  void verificationGoesOnWhileThreadsCreateAndDelete() throws Exception {
    List<OtherThread.Work> works = new ArrayList<>();
    for (int thread = 0; thread < 3; thread++) {
      works.add(() -> {
        for (int i = 0; i < 20_000; i++) {
          FreeStore.delete(PointStruct.createIn(store));
          FreeStore.delete(CarStruct.createIn(store));
        }
      });
    }
    works.add(() -> {
      for (int i = 0; i < 200; i++) {
        store.verify();
      }
    });
    OtherThread.runAll(Thread.ofPlatform(), works);
  }
}
