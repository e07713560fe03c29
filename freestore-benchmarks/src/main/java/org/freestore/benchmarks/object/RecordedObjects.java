// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import java.lang.management.ManagementFactory;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.Protection;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.ResultLine;

/// What does it cost to record who creates each object: of time, and of the Java heap while the
/// object lives? A few places create, 20 calls deep.
public final class RecordedObjects {
  private static final int PLACES = 8;
  private static final int WARMUP_OBJECTS = 150_000;

  private final FreeStore store;

  private RecordedObjects(FreeStore store) {
    this.store = store;
  }

  /// Measures and prints the result line.
  public static void run(Parameters parameters) {
    Protection protection = Protection.valueOf(parameters.text("protection", "SITES"));
    int depth = parameters.number("depth", 20);
    int objects = parameters.number("objects", 300_000);
    try (FreeStore warmup = open(protection)) {
      new RecordedObjects(warmup).create(depth, WARMUP_OBJECTS);
    }
    try (FreeStore store = open(protection)) {
      long heap = heapBytes();
      long cpu = CpuClock.THREAD.nanos();
      long wall = System.nanoTime();
      new RecordedObjects(store).create(depth, objects);
      cpu = CpuClock.THREAD.nanos() - cpu;
      wall = System.nanoTime() - wall;
      new ResultLine()
          .with("heapGrowthBytes", heapBytes() - heap)
          .print(objects, cpu, wall, store.statistics().liveBlocks());
    }
  }

  private static FreeStore open(Protection protection) {
    return FreeStore.open(FreeStoreOptions.defaults().withProtection(protection));
  }

  private static long heapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void create(int depth, int objects) {
    if (depth > 0) {
      create(depth - 1, objects);
      return;
    }
    for (int i = 0; i < objects; i++) {
      createAt(i % PLACES, i);
    }
  }

  private void createAt(int place, int id) {
    if (place > 0) {
      createAt(place - 1, id);
    } else {
      ParticleStruct.createIn(store).id(id);
    }
  }
}
