// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.FreeStore;
import org.freestore.FreeStoreStatistics;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.ResultLine;
import org.freestore.benchmarks.harness.SeededRandom;
import org.freestore.benchmarks.harness.WorkHash;

/// A day of a service in little: objects are replaced at random, every now and then all are deleted
/// and the memory goes back to the system. Blocks have few generations instead of 2^24, so that
/// many are used up: how much memory is lost for how much was allocated?
///
/// Each block that is retired was allocated once for each of its generations. So the share is the
/// inverse of their number, and more where generations are skipped: when pages go back, all their
/// blocks go on from the highest generation of any.
public final class GenerationChurn {
  private static final String LAST_GENERATION_PROPERTY = "freestore.lastGeneration";

  private final Car[] cars;
  private final SeededRandom random = new SeededRandom(23);
  private long created;
  private long retiredBytes;

  private GenerationChurn(int objects) {
    cars = new Car[objects];
  }

  /// Measures and prints the result line.
  public static void run(Parameters parameters) {
    int lastGeneration = parameters.number("lastGeneration", 255);
    System.setProperty(LAST_GENERATION_PROPERTY, Integer.toString(lastGeneration));
    GenerationChurn churn = new GenerationChurn(parameters.number("objects", 20_000));
    long cpu = CpuClock.THREAD.nanos();
    long wall = System.nanoTime();
    long hash = 0;
    for (int i = parameters.number("days", 50); i > 0; i--) {
      hash = churn.day(parameters.number("replacements", 1_000_000), hash);
    }
    cpu = CpuClock.THREAD.nanos() - cpu;
    wall = System.nanoTime() - wall;
    new ResultLine()
        .with("generations", lastGeneration)
        .with("retiredBytes", churn.retiredBytes)
        .with("allocatedBytes", churn.created * (Car.BYTES + Long.BYTES))
        .print(churn.created, cpu, wall, hash);
  }

  private long day(int replacements, long hash) {
    for (int i = 0; i < cars.length; i++) {
      cars[i] = create(i);
    }
    for (int i = 0; i < replacements; i++) {
      int index = (int) random.below(cars.length);
      hash = WorkHash.fold(hash, cars[index].speed());
      FreeStore.delete(cars[index]);
      cars[index] = create(i);
    }
    countRetired();
    for (Car car : cars) {
      hash = WorkHash.fold(hash, car.speed());
      FreeStore.delete(car);
    }
    FreeStore.global().trim();
    return hash;
  }

  /// Blocks of slabs in use, which a day has all of that are worth using, and whole slabs.
  private void countRetired() {
    FreeStoreStatistics statistics = FreeStore.global().statistics();
    retiredBytes = statistics.retiredBytes() + statistics.retiredSlabBytes();
  }

  private Car create(int speed) {
    Car car = CarStruct.create();
    car.speed(speed);
    created++;
    return car;
  }
}
