// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.FreeStore;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.Pass;
import org.freestore.benchmarks.harness.WorkHash;

/// Create an object of 32 bytes, write two of its fields, read them, delete it; over and over.
public final class ObjectPair {
  private ObjectPair() {}

  /// Measures and prints the result line.
  public static void run(Parameters parameters) {
    int pairs = parameters.number("pairs", 100_000);
    Pass pass =
        switch (Variant.ofProcess()) {
          case STRUCTS -> () -> pass(pairs);
          case STRUCTS_BY_CLASS -> () -> passByClass(pairs);
          case STRUCTS_BY_REFERENCE -> () -> passByReference(pairs);
          case UNCHECKED -> () -> passUnchecked(pairs);
          case UNCHECKED_FLYWEIGHTS, JAVA -> throw Variant.ofProcess().missing();
        };
    new Measurement(parameters).print(CpuClock.THREAD, pass, pairs);
  }

  private static long pass(int pairs) {
    long hash = 0;
    for (int i = 0; i < pairs; i++) {
      hash = WorkHash.fold(hash, pair(i));
    }
    return hash;
  }

  private static long passByClass(int pairs) {
    long hash = 0;
    for (int i = 0; i < pairs; i++) {
      hash = WorkHash.fold(hash, pairByClass(i));
    }
    return hash;
  }

  /// One object, created by its generated factory.
  public static long pair(long value) {
    return used(CarStruct.create(), value);
  }

  /// One object, created by its interface's class.
  public static long pairByClass(long value) {
    return used(FreeStore.create(Car.class), value);
  }

  private static long used(Car car, long value) {
    car.speed(value);
    car.distance(3 * value);
    long sum = car.speed() + car.distance();
    FreeStore.delete(car);
    return sum;
  }

  private static long passByReference(int pairs) {
    long hash = 0;
    for (int i = 0; i < pairs; i++) {
      long car = CarStruct.References.create();
      CarStruct.References.speed(car, i);
      CarStruct.References.distance(car, 3L * i);
      hash =
          WorkHash.fold(hash, CarStruct.References.speed(car) + CarStruct.References.distance(car));
      CarStruct.References.delete(car);
    }
    return hash;
  }

  private static long passUnchecked(int pairs) {
    long hash = 0;
    for (int i = 0; i < pairs; i++) {
      long car = Unchecked.allocate(Car.BYTES);
      Unchecked.put(car, i);
      Unchecked.put(car + Long.BYTES, 3L * i);
      hash = WorkHash.fold(hash, Unchecked.get(car) + Unchecked.get(car + Long.BYTES));
      Unchecked.free(car);
    }
    return hash;
  }
}
