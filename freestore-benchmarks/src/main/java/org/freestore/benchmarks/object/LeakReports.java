// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.FreeStore;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.ResultLine;
import org.freestore.diagnostics.leak.LeakOptions;
import org.freestore.diagnostics.leak.LeakReport;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

/// How long does a report on 10 million live objects take while another thread creates and deletes:
/// by type, or with who leads to whom?
public final class LeakReports {
  private static final int WARMUP_OBJECTS = 100_000;
  private static final int WARMUPS = 10;
  private static final int LIST_LENGTH = 10;

  private LeakReports() {}

  /// Measures and prints the result line.
  public static void run(Parameters parameters) {
    boolean classified = parameters.number("classified", 0) != 0;
    int objects = parameters.number("objects", 10_000_000);
    fill(Math.min(objects, WARMUP_OBJECTS));
    for (int i = 0; i < WARMUPS; i++) {
      report(classified);
    }
    fill(objects - Math.min(objects, WARMUP_OBJECTS));
    startChurning();
    long cpu = CpuClock.THREAD.nanos();
    long wall = System.nanoTime();
    long reported = report(classified);
    cpu = CpuClock.THREAD.nanos() - cpu;
    wall = System.nanoTime() - wall;
    if (reported < objects) {
      throw new IllegalStateException("objects are missing: reported=" + reported);
    }
    new ResultLine().print(objects, cpu, wall, objects);
  }

  /// Lists of ten, so that a tenth of the objects is lost and the rest is held by them.
  private static void fill(int objects) {
    @Nullable Particle last = null;
    for (int i = 0; i < objects; i++) {
      Particle particle = ParticleStruct.create();
      particle.next(i % LIST_LENGTH == 0 ? null : last);
      last = particle;
    }
  }

  private static long report(boolean classified) {
    return classified
        ? LeakReport.of(Snapshot.take(), LeakOptions.defaults()).count()
        : FreeStore.global().leaks().objects();
  }

  private static void startChurning() {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          while (true) {
            FreeStore.delete(ParticleStruct.create());
          }
        });
  }
}
