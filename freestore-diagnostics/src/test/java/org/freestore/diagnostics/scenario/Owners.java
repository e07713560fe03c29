// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.scenario;

import java.util.ArrayList;
import java.util.List;
import org.freestore.FreeStore;
import org.freestore.Shared;
import org.freestore.Weak;
import org.freestore.diagnostics.fixture.Car;
import org.freestore.diagnostics.fixture.CarStruct;
import org.freestore.diagnostics.fixture.Engine;
import org.freestore.diagnostics.fixture.EngineStruct;
import org.freestore.diagnostics.fixture.Node;
import org.freestore.diagnostics.fixture.NodeStruct;
import org.jspecify.annotations.Nullable;

/// Leaks of owners: who was to delete is gone, or waits for somebody who waits for it.
final class Owners {
  private Owners() {}

  /// An owner hands its part out, and nobody takes it.
  static void lostOwned(FreeStore store, boolean repaired) {
    Car car = CarStruct.createIn(store);
    car.engine(EngineStruct.createIn(store)); // leaks: lostOwned
    Engine released = car.releaseEngine();
    if (repaired) {
      FreeStore.delete(released);
    }
    FreeStore.delete(car);
  }

  /// A plain pointer is taken for an owning one.
  static void plainPointer(FreeStore store, boolean repaired) {
    Car car = CarStruct.createIn(store);
    Node node = NodeStruct.createIn(store); // leaks: plainPointer
    car.node(node);
    FreeStore.delete(car);
    if (repaired) {
      FreeStore.delete(node);
    }
  }

  /// The only pointer to something gets another value.
  static void overwrittenPointer(FreeStore store, boolean repaired) {
    Car car = CarStruct.createIn(store);
    for (int i = 0; i < 3; i++) {
      if (repaired) {
        FreeStore.delete(car.node());
      }
      car.node(NodeStruct.createIn(store)); // leaks: overwrittenPointer
    }
    FreeStore.delete(car.node());
    FreeStore.delete(car);
  }

  /// What two objects share, each keeps until the other lets go.
  private static final class Person {
    private final Shared<Node> self;
    private @Nullable Shared<Node> friend;
    private boolean visited;

    Person(Shared<Node> self) {
      this.self = self;
    }

    void befriend(Person other) {
      friend = other.self.copy();
      self.get().next(other.self.get());
    }

    void leave() {
      self.close();
    }

    void forget() {
      if (friend != null && !visited) {
        visited = true;
        friend.close();
      }
    }
  }

  /// Shared pointers hold each other.
  static void cycleOfShared(FreeStore store, boolean repaired) {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      people.add(new Person(Shared.of(NodeStruct.createIn(store)))); // leaks: cycleOfShared
    }
    people.get(0).befriend(people.get(1));
    people.get(1).befriend(people.get(0));
    people.forEach(Person::leave);
    if (repaired) {
      people.forEach(Person::forget);
    }
  }

  /// A copy of a shared pointer is not closed.
  static void unclosedCopy(FreeStore store, boolean repaired) {
    try (Shared<Car> car = Shared.of(CarStruct.createIn(store))) { // leaks: unclosedCopy
      Shared<Car> copy = car.copy();
      copy.get().name("shared");
      if (repaired) {
        copy.close();
      }
    }
  }

  /// A weak pointer keeps the counts of an object that is gone.
  static void unclosedWeak(FreeStore store, boolean repaired) {
    Weak<Car> weak;
    try (Shared<Car> car = Shared.of(CarStruct.createIn(store))) { // leaks: unclosedWeak
      weak = car.weak();
    }
    if (repaired) {
      weak.close();
    }
  }

  /// A copy is made for a moment, and kept for ever.
  static void forgottenCopy(FreeStore store, boolean repaired) {
    Car car = CarStruct.createIn(store);
    car.name("original");
    Car copy = FreeStore.copyIn(store, car); // leaks: forgottenCopy
    copy.name("changed");
    if (repaired) {
      FreeStore.delete(copy);
    }
    FreeStore.delete(car);
  }
}
