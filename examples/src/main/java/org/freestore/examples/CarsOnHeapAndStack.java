// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.AutoScope;
import org.freestore.FreeStore;

/// A car on the heap, which somebody has to delete, and cars on the stack, which nobody may.
///
/// ```cpp
/// Car* make() {
///   Car* car = new Car(1);        // on the heap: lives until somebody deletes it
///   car->speed = 120;
///   return car;
/// }
///
/// int main() {
///   Car* fast = make();
///   {
///     Car slow(2), slower(3);     // on the stack: gone at the end of the block,
///     slow.speed = 50;            // last one first
///     slower.speed = 30;
///   }
///   delete fast;
/// }
/// ```
public final class CarsOnHeapAndStack {
  private CarsOnHeapAndStack() {}

  public static void main(String[] arguments) {
    System.out.println("on the heap:");
    Car fast = make();

    System.out.println("on the stack:");
    try (AutoScope scope = AutoScope.open()) {
      Car slow = CarStruct.createIn(scope, 2);
      Car slower = CarStruct.createIn(scope, 3);
      slow.speed(50);
      slower.speed(30);
      System.out.println("  the block ends");
    }

    System.out.println("the one on the heap is still there, at " + fast.speed() + " km/h");
    FreeStore.delete(fast);
  }

  private static Car make() {
    Car car = CarStruct.create(1);
    car.speed(120);
    return car;
  }
}
