// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.freestore.fixture.Car;
import org.freestore.fixture.CarStruct;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Reports are made while other threads delete, create, close scopes and stores and give pages
/// back: they end in nothing but the exception that they are of, and are complete.
class MisuseRaceTest {
  private static final int SLOTS = 16;
  private static final int ROUNDS = 3_000;

  /// What threads use that others have deleted, or are about to.
  private final AtomicReferenceArray<Object> shown = new AtomicReferenceArray<>(SLOTS);

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong reports = new AtomicLong();

  @ParameterizedTest
  @EnumSource(Protection.class)
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void reportsAreWholeWhateverOthersDoMeanwhile(Protection protection) throws Exception {
    try (FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withProtection(protection))) {
      List<OtherThread.Work> works = new ArrayList<>();
      works.add(() -> churn(store));
      works.add(this::churnStores);
      works.add(() -> misuse(store));
      works.add(() -> misuse(store));
      OtherThread.runAll(Thread.ofPlatform(), works);
      store.verify();
    }
    assertThat(reports.get()).isPositive();
  }

  private void churn(FreeStore store) {
    try {
      for (int i = 0; i < ROUNDS; i++) {
        try (AutoScope scope = AutoScope.openIn(store, "scope " + i)) {
          Car car = CarStruct.createIn(store);
          car.name("bee");
          show(i, car);
          show(i + 1, IntArray.createIn(store, i % 2_000 + 1));
          show(i + 2, StructArray.createIn(store, CarStruct.TYPE, i % 90 + 1).get(0));
          show(i + 3, CarStruct.createIn(scope));
          show(i + 4, IntArray.createIn(scope, 900));
          deleteIfAlive(car);
        }
        placeAndShow(store, i);
        if (i % 200 == 0) {
          store.trim();
        }
      }
    } finally {
      over.set(true);
    }
  }

  private void placeAndShow(FreeStore store, int i) {
    try (Storage storage = Storage.ofIn(store, Car.class)) {
      show(i + 5, CarStruct.createIn(storage));
    }
  }

  private void churnStores() {
    for (int i = 0; !over.get(); i++) {
      try (FreeStore closed = FreeStore.open()) {
        show(i, CarStruct.createIn(closed));
        show(i + 1, IntArray.createIn(closed, 2_000));
      }
    }
  }

  private void show(int slot, Object object) {
    shown.set(slot % SLOTS, object);
  }

  /// What others delete, too.
  private static void deleteIfAlive(Object object) {
    try {
      FreeStore.delete(object);
    } catch (InvalidDeleteException e) {
      assertThat(e.summary()).startsWith("SUMMARY: Freestore: ");
    }
  }

  private void misuse(FreeStore store) {
    for (int i = 0; !over.get(); i++) {
      Object object = shown.get(i % SLOTS);
      if (object != null) {
        misuse(() -> use(object));
        misuse(() -> FreeStore.delete(object));
        misuse(() -> FreeStore.deleteArray(object));
        misuse(() -> FreeStore.destroy(object));
        misuse(() -> store.free(((StoreObject) object).address + 8));
      }
    }
  }

  private static void use(Object object) {
    switch (object) {
      case Car car -> assertThat(car.engine().cylinders().get(2)).as("%s", car).isZero();
      case IntArray numbers -> assertThat(numbers.get(0)).as("%s", numbers).isZero();
      default -> throw new IllegalArgumentException(object.toString());
    }
  }

  private void misuse(Runnable misuse) {
    try {
      misuse.run();
    } catch (MisuseException e) {
      reports.incrementAndGet();
      assertThat(e).hasMessageContaining("\nSUMMARY: Freestore: ");
      assertThat(e.getMessage()).doesNotContain("report is incomplete");
    }
  }
}
