// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.BadArrayLengthException;
import org.freestore.FreeStore;
import org.freestore.IntArray;
import org.freestore.StructArray;

/// An array of cars whose length is known only at run time.
///
/// ```cpp
/// int main() {
///   int n;
///   std::cin >> n;
///   Car* cars = new Car[n];           // throws std::bad_array_new_length if n < 0
///   for (int i = 0; i < n; i++) cars[i].number = i + 1;
///   int* speeds = new int[n];
///   ...
///   delete[] speeds;
///   delete[] cars;                    // the last one first
/// }
/// ```
public final class RuntimeArray {
  private RuntimeArray() {}

  /// Takes the length as its argument; without one it is 3.
  public static void main(String[] arguments) {
    long length = arguments.length == 0 ? 3 : Long.parseLong(arguments[0]);
    StructArray<Car> cars;
    try {
      cars = FreeStore.createArray(Car.class, length);
    } catch (BadArrayLengthException e) {
      System.out.println("no array has " + e.length() + " cars");
      return;
    }
    IntArray speeds = IntArray.create(length);
    for (long i = 0; i < cars.length(); i++) {
      speeds.set(i, 100 + 10 * (int) i);
      cars.get(i).number((int) i + 1);
      cars.get(i).speed(speeds.get(i));
    }
    System.out.println(cars.length() + " cars");
    try {
      cars.get(length).speed(1);
    } catch (IndexOutOfBoundsException e) {
      System.out.println("there is no car behind the last one");
    }
    FreeStore.deleteArray(speeds);
    FreeStore.deleteArray(cars);
  }
}
