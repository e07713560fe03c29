// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.freestore.AutoScope;
import org.freestore.FreeStore;
import org.freestore.IntArray;
import org.freestore.LongArray;
import org.freestore.StoreObject;
import org.junit.jupiter.api.Test;

/// Copies objects, and looks at what the copies share.
class CopiesTest {

  private static Everything filled(Car shared, IntArray numbers) {
    Everything all = EverythingStruct.create();
    all.number(7);
    all.exact(0.5);
    all.unit(TimeUnit.HOURS);
    all.text("original");
    all.peer(all);
    all.owned(CarStruct.create());
    requireNonNull(all.owned()).speed(11);
    all.inner().speed(12);
    all.numbers(numbers);
    all.ownedNumbers(LongArray.create(2));
    requireNonNull(all.ownedNumbers()).set(1, 13);
    all.cells().set(2, 14);
    all.cars().get(1).speed(15);
    all.fleet().set(0, shared);
    all.head(shared);
    return all;
  }

  @Test
  void aCopyHasTheValuesOfTheOriginal() {
    Car shared = CarStruct.create();
    IntArray numbers = IntArray.create(1);
    Everything all = filled(shared, numbers);
    Everything copy = EverythingStruct.copy(all);
    FreeStore.delete(all);
    assertThat(copy.number()).isEqualTo(7);
    assertThat(copy.exact()).isEqualTo(0.5);
    assertThat(copy.unit()).isEqualTo(TimeUnit.HOURS);
    assertThat(copy.text()).isEqualTo("original");
    assertThat(requireNonNull(copy.owned()).speed()).isEqualTo(11);
    assertThat(copy.inner().speed()).isEqualTo(12);
    assertThat(copy.numbers()).isEqualTo(numbers);
    assertThat(requireNonNull(copy.ownedNumbers()).toArray()).containsExactly(0, 13);
    assertThat(copy.cells().toArray()).containsExactly(0, 0, 14);
    assertThat(copy.cars().get(1).speed()).isEqualTo(15);
    assertThat(copy.fleet().get(0)).isEqualTo(shared);
    assertThat(copy.head()).isEqualTo(shared);
    assertThat(copy.peer()).isEqualTo(all);
    FreeStore.delete(copy);
    FreeStore.delete(shared);
    FreeStore.deleteArray(numbers);
  }

  @Test
  void whatIsOwnedAndEmbeddedIsNotShared() {
    Car shared = CarStruct.create();
    IntArray numbers = IntArray.create(1);
    Everything all = filled(shared, numbers);
    Everything copy = EverythingStruct.copy(all);
    copy.text("copy");
    requireNonNull(copy.owned()).speed(0);
    copy.inner().speed(0);
    requireNonNull(copy.ownedNumbers()).fill(0);
    copy.cells().fill(0);
    copy.cars().get(1).speed(0);
    FreeStore.delete(copy);
    assertThat(all.text()).isEqualTo("original");
    assertThat(requireNonNull(all.owned()).speed()).isEqualTo(11);
    assertThat(all.inner().speed()).isEqualTo(12);
    assertThat(requireNonNull(all.ownedNumbers()).get(1)).isEqualTo(13);
    assertThat(all.cells().get(2)).isEqualTo(14);
    assertThat(all.cars().get(1).speed()).isEqualTo(15);
    FreeStore.delete(all);
    FreeStore.delete(shared);
    FreeStore.deleteArray(numbers);
  }

  @Test
  void aCopyGoesWhereItIsSaidTo() {
    Car car = CarStruct.create();
    car.speed(4);
    Car copy;
    try (AutoScope scope = AutoScope.open()) {
      copy = CarStruct.copyIn(scope, car);
      assertThat(copy.speed()).isEqualTo(4);
    }
    assertThat(((StoreObject) copy).isAlive()).isFalse();
    FreeStore.delete(car);
  }
}
