// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.FreeStore;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Longest;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.ResidentSet;
import org.freestore.benchmarks.harness.ResultLine;
import org.freestore.benchmarks.harness.WorkHash;
import org.jspecify.annotations.Nullable;

/// 50 million objects in one list: create them, write to each, walk them, delete them. What of that
/// takes longest at once, and how much memory does an object need?
public final class ManyObjects {
  private static final int WARMUP_OBJECTS = 10_000;
  private static final int WARMUPS = 50;

  private final int objects;
  private final Longest longest = new Longest();
  private @Nullable Particle first;

  private ManyObjects(int objects) {
    this.objects = objects;
  }

  /// Measures and prints the result line.
  public static void run(Parameters parameters) {
    for (int i = 0; i < WARMUPS; i++) {
      ManyObjects warmup = new ManyObjects(WARMUP_OBJECTS);
      warmup.createAll();
      warmup.touchAll();
      warmup.walkAll();
      warmup.deleteAll();
    }
    ResidentSet.bytes();
    new ManyObjects(parameters.number("objects", 50_000_000)).print();
  }

  private void print() {
    long before = ResidentSet.bytes();
    long cpu = CpuClock.THREAD.nanos();
    long wall = System.nanoTime();
    createAll();
    long created = ResidentSet.bytes();
    touchAll();
    long hash = walkAll();
    deleteAll();
    cpu = CpuClock.THREAD.nanos() - cpu;
    wall = System.nanoTime() - wall;
    new ResultLine()
        .with("payloadBytes", Particle.BYTES)
        .with("residentGrowthBytes", created - before)
        .with("longestCpuNanos", longest.cpuNanos())
        .with("longestWallNanos", longest.wallNanos())
        .print(objects, cpu, wall, hash);
  }

  private static Particle create(long id) {
    Particle particle = ParticleStruct.create();
    particle.id(id);
    return particle;
  }

  private void createAll() {
    Particle last = create(0);
    first = last;
    longest.begin();
    for (int i = 1; i < objects; i++) {
      Particle particle = create(i);
      last.next(particle);
      last = particle;
      longest.count(i);
    }
  }

  private void touchAll() {
    longest.begin();
    long i = 0;
    for (Particle particle = first; particle != null; particle = particle.next()) {
      particle.value(3 * particle.id());
      longest.count(++i);
    }
  }

  private long walkAll() {
    longest.begin();
    long hash = 0;
    long i = 0;
    for (Particle particle = first; particle != null; particle = particle.next()) {
      hash = WorkHash.fold(hash, particle.value() + particle.id());
      longest.count(++i);
    }
    return hash;
  }

  private void deleteAll() {
    longest.begin();
    long i = 0;
    for (Particle particle = first; particle != null; ) {
      Particle next = particle.next();
      FreeStore.delete(particle);
      particle = next;
      longest.count(++i);
    }
    first = null;
  }
}
