// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.freestore.FreeStore;
import org.freestore.UseAfterDeleteException;
import org.junit.jupiter.api.Test;

/// Runs the example of the documentation.
class FirstStructTest {

  @Test
  void anObjectLivesUntilItIsDeleted() {
    Car car = CarStruct.create();
    car.speed(120);
    assertThat(car.speed()).isEqualTo(120);
    FreeStore.delete(car);
    assertThatThrownBy(car::speed).isInstanceOf(UseAfterDeleteException.class);
  }

  @Test
  void itsClassIsEnoughToCreateOne() {
    Car car = FreeStore.create(Car.class);
    assertThat(car.speed()).isZero();
    FreeStore.delete(car);
  }
}
