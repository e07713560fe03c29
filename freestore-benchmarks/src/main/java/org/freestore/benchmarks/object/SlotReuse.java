// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.FreeStore;
import org.freestore.UseAfterDeleteException;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.ResultLine;
import org.freestore.benchmarks.harness.WorkHash;

/// One object after the other in the same slot, until it has no generation left: how many had it,
/// is it retired and counted, and are all of its old references found out?
public final class SlotReuse {
  private static final int SLOT_BITS = 40;
  private static final long SLOT_MASK = (1L << SLOT_BITS) - 1;
  private static final long GENERATIONS = 1L << Long.SIZE - SLOT_BITS;

  private SlotReuse() {}

  /// Measures and prints the result line.
  ///
  /// @throws IllegalStateException if the slot is not retired in time, if that is not counted, or
  ///   if a reference to one of its objects still works
  public static void run() {
    long retiredBytes = retiredBytes();
    long cpu = CpuClock.THREAD.nanos();
    long wall = System.nanoTime();
    long first = CarStruct.References.create();
    long last = first;
    long hash = 0;
    long lives = 0;
    for (long next = first; slot(next) == slot(first); next = CarStruct.References.create()) {
      check(lives < GENERATIONS, "the slot is used again after its last generation");
      last = next;
      CarStruct.References.speed(next, ++lives);
      hash = WorkHash.fold(hash, CarStruct.References.speed(next));
      CarStruct.References.delete(next);
    }
    cpu = CpuClock.THREAD.nanos() - cpu;
    wall = System.nanoTime() - wall;
    check(isStale(first) && isStale(last), "a reference to a retired slot works");
    retiredBytes = retiredBytes() - retiredBytes;
    check(retiredBytes > 0, "the retired slot is not counted");
    new ResultLine()
        .with("generations", GENERATIONS)
        .with("retiredBytes", retiredBytes)
        .with("allocatedBytes", lives * (Car.BYTES + Long.BYTES))
        .print(lives, cpu, wall, hash);
  }

  private static long retiredBytes() {
    return FreeStore.global().statistics().retiredBytes();
  }

  private static long slot(long reference) {
    return reference & SLOT_MASK;
  }

  private static boolean isStale(long reference) {
    try {
      CarStruct.References.speed(reference);
      return false;
    } catch (UseAfterDeleteException e) {
      return true;
    }
  }

  private static void check(boolean asExpected, String otherwise) {
    if (!asExpected) {
      throw new IllegalStateException(otherwise);
    }
  }
}
