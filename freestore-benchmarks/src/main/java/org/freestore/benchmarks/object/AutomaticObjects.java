// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.AutoScope;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.Pass;
import org.freestore.benchmarks.harness.WorkHash;

/// Open a scope, create two objects in it, write and read a field of each, close it; over and over.
public final class AutomaticObjects {
  private AutomaticObjects() {}

  /// Measures and prints the result line.
  public static void run(Parameters parameters) {
    int scopes = parameters.number("scopes", 100_000);
    Pass pass =
        switch (Variant.ofProcess()) {
          case STRUCTS -> () -> pass(scopes);
          case STRUCTS_BY_CLASS -> () -> passByClass(scopes);
          default -> throw Variant.ofProcess().missing();
        };
    new Measurement(parameters).print(CpuClock.THREAD, pass, scopes);
  }

  private static long pass(int scopes) {
    long hash = 0;
    for (int i = 0; i < scopes; i++) {
      hash = WorkHash.fold(hash, scope(i));
    }
    return hash;
  }

  private static long passByClass(int scopes) {
    long hash = 0;
    for (int i = 0; i < scopes; i++) {
      hash = WorkHash.fold(hash, scopeByClass(i));
    }
    return hash;
  }

  /// One scope, its objects created by their generated factory.
  public static long scope(long value) {
    try (AutoScope scope = AutoScope.open()) {
      return used(CarStruct.createIn(scope), CarStruct.createIn(scope), value);
    }
  }

  private static long scopeByClass(long value) {
    try (AutoScope scope = AutoScope.open()) {
      return used(scope.create(Car.class), scope.create(Car.class), value);
    }
  }

  private static long used(Car first, Car second, long value) {
    first.speed(value);
    second.speed(3 * value);
    return first.speed() + second.speed();
  }
}
