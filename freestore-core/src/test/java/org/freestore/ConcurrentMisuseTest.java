// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.freestore.fixture.Car;
import org.freestore.fixture.CarStruct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// While threads create, delete and misuse each other's objects, every misuse is reported whole,
/// and nothing else is thrown.
class ConcurrentMisuseTest {
  private static final int OBJECTS = 64;
  private static final int ROUNDS = 3_000;

  @ParameterizedTest
  @EnumSource(Protection.class)
  void everyReportIsWhole(Protection protection) throws Exception {
    try (FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withProtection(protection))) {
      AtomicReferenceArray<Car> cars = new AtomicReferenceArray<>(OBJECTS);
      for (int i = 0; i < OBJECTS; i++) {
        cars.set(i, CarStruct.createIn(store));
      }
      List<OtherThread.Work> works = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int first = thread * 7;
        works.add(() -> churn(store, cars, first));
      }
      OtherThread.runAll(Thread.ofPlatform(), works);
      for (int i = 0; i < OBJECTS; i++) {
        Car car = cars.get(i);
        attempt(() -> FreeStore.delete(car));
      }
      store.verify();
    }
  }

  private static void churn(FreeStore store, AtomicReferenceArray<Car> cars, int first) {
    for (int round = 0; round < ROUNDS; round++) {
      int at = (first + round) % OBJECTS;
      Car car = cars.get(at);
      attempt(() -> car.speed(car.speed() + 1));
      attempt(() -> car.engine().cylinders().set(1, 2));
      attempt(() -> FreeStore.delete(car));
      attempt(() -> FreeStore.delete(car));
      cars.set(at, CarStruct.createIn(store));
    }
  }

  private static void attempt(Runnable misuse) {
    try {
      misuse.run();
    } catch (MisuseException e) {
      String message = Objects.requireNonNull(e.getMessage());
      assertThat(message)
          .startsWith(e.report().defect().word())
          .contains("neighbourhood, blocks of 40 bytes:\n", "=> ")
          .doesNotContain("incomplete")
          .endsWith(e.summary());
    }
  }
}
