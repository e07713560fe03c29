// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.FreeStore;
import org.freestore.PointerArray;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.Pass;
import org.freestore.benchmarks.harness.WorkHash;

/// Read a field of each of 256 objects: through an array of Java (`through=array`) or of Freestore
/// (`through=pointers`) with references to them, or by the statements of one method, each of which
/// reads another one (`through=statements`).
public final class FieldRead {
  private static final int OBJECTS = 256;

  private final int rounds;
  private final int objects;

  private FieldRead(int rounds, int objects) {
    this.rounds = rounds;
    this.objects = objects;
  }

  /// Measures and prints the result line.
  public static void run(Parameters parameters) {
    int rounds = parameters.number("rounds", 400);
    int objects = parameters.number("objects", OBJECTS);
    int statements = parameters.number("statements", 500);
    FieldRead test = new FieldRead(rounds, objects);
    String through = parameters.text("through", "array");
    Variant variant = Variant.ofProcess();
    Pass pass =
        switch (through) {
          case "array" ->
              switch (variant) {
                case UNCHECKED -> test.bareArray();
                case STRUCTS_BY_REFERENCE -> test.referenceArray();
                default -> test.array();
              };
          case "pointers" -> variant == Variant.UNCHECKED ? test.barePointers() : test.pointers();
          case "statements" -> test.statements(statements);
          default -> throw new IllegalArgumentException("through=" + through);
        };
    int reads = through.equals("statements") ? statements : objects;
    new Measurement(parameters).print(CpuClock.THREAD, pass, (long) rounds * reads);
  }

  private Car[] cars() {
    Car[] cars = new Car[objects];
    for (int i = 0; i < cars.length; i++) {
      cars[i] =
          switch (Variant.ofProcess()) {
            case STRUCTS -> CarStruct.create();
            case UNCHECKED_FLYWEIGHTS -> new UncheckedCar(Unchecked.allocate(Car.BYTES));
            default -> throw Variant.ofProcess().missing();
          };
      cars[i].speed(i);
    }
    return cars;
  }

  private long[] addresses() {
    long[] addresses = new long[objects];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = Unchecked.allocate(Car.BYTES);
      Unchecked.put(addresses[i], i);
    }
    return addresses;
  }

  private long[] references() {
    long[] references = new long[objects];
    for (int i = 0; i < references.length; i++) {
      references[i] = CarStruct.References.create();
      CarStruct.References.speed(references[i], i);
    }
    return references;
  }

  private Pass array() {
    Car[] cars = cars();
    return () -> {
      long hash = 0;
      for (int round = 0; round < rounds; round++) {
        hash = WorkHash.fold(hash, sum(cars));
      }
      return hash;
    };
  }

  private static long sum(Car[] cars) {
    long sum = 0;
    for (Car car : cars) {
      sum += car.speed();
    }
    return sum;
  }

  private Pass referenceArray() {
    long[] references = references();
    return () -> {
      long hash = 0;
      for (int round = 0; round < rounds; round++) {
        hash = WorkHash.fold(hash, sumByReference(references));
      }
      return hash;
    };
  }

  private static long sumByReference(long[] references) {
    long sum = 0;
    for (long reference : references) {
      sum += CarStruct.References.speed(reference);
    }
    return sum;
  }

  private Pass bareArray() {
    long[] addresses = addresses();
    return () -> {
      long hash = 0;
      for (int round = 0; round < rounds; round++) {
        hash = WorkHash.fold(hash, sum(addresses));
      }
      return hash;
    };
  }

  private static long sum(long[] addresses) {
    long sum = 0;
    for (long address : addresses) {
      sum += Unchecked.get(address);
    }
    return sum;
  }

  private Pass pointers() {
    PointerArray<Car> cars = FreeStore.createPointerArray(Car.class, objects);
    Car[] each = cars();
    for (int i = 0; i < objects; i++) {
      cars.set(i, each[i]);
    }
    return () -> {
      long hash = 0;
      for (int round = 0; round < rounds; round++) {
        hash = WorkHash.fold(hash, sum(cars));
      }
      return hash;
    };
  }

  private static long sum(PointerArray<Car> cars) {
    long sum = 0;
    for (long i = 0; i < cars.length(); i++) {
      Car car = cars.get(i);
      sum += car == null ? 0 : car.speed();
    }
    return sum;
  }

  private Pass barePointers() {
    long[] each = addresses();
    long cars = Unchecked.allocate((long) objects * Long.BYTES);
    for (int i = 0; i < objects; i++) {
      Unchecked.put(cars + (long) i * Long.BYTES, each[i]);
    }
    return () -> {
      long hash = 0;
      for (int round = 0; round < rounds; round++) {
        hash = WorkHash.fold(hash, sum(cars, objects));
      }
      return hash;
    };
  }

  private static long sum(long cars, long count) {
    long sum = 0;
    for (long i = 0; i < count; i++) {
      long car = Unchecked.get(cars + i * Long.BYTES);
      sum += car == 0 ? 0 : Unchecked.get(car);
    }
    return sum;
  }

  private Pass statements(int count) {
    Variant variant = Variant.ofProcess();
    Statements statements = Statements.generate(count, objects, variant);
    Car[] cars = {};
    long[] words = {};
    switch (variant) {
      case UNCHECKED -> words = addresses();
      case STRUCTS_BY_REFERENCE -> words = references();
      default -> cars = cars();
    }
    return pass(statements, cars, words);
  }

  private Pass pass(Statements statements, Car[] cars, long[] words) {
    return () -> {
      long hash = 0;
      for (int round = 0; round < rounds; round++) {
        hash = WorkHash.fold(hash, statements.sum(cars, words));
      }
      return hash;
    };
  }
}
