// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Struct;

/// A car that says when it comes and goes.
///
/// ```cpp
/// struct Car {
///   int number;
///   int speed = 0;
///   Car() : Car(0) {}
///   explicit Car(int n) : number(n) { std::cout << "  built car " << n << '\n'; }
///   ~Car() { std::cout << "  scrapped car " << number << " at " << speed << " km/h\n"; }
/// };
/// ```
@Struct
public interface Car {
  int number();

  void number(int value);

  int speed();

  void speed(int value);

  @Constructor
  static void unnumbered(Car self) {
    numbered(self, 0);
  }

  @Constructor
  static void numbered(Car self, int number) {
    self.number(number);
    System.out.println("  built car " + number);
  }

  @Destructor
  static void scrap(Car self) {
    System.out.println("  scrapped car " + self.number() + " at " + self.speed() + " km/h");
  }
}
