// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.foreign;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.freestore.FreeStore;
import org.freestore.StoreArena;
import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.WorkHash;

/// Open an arena, allocate a segment, write its first byte, close the arena; over and over.
///
/// The candidates' names are those of the arenas. With `zeroed=no` the segment is one that is not
/// zeroed, where the arena has such; the JDK's have not.
public final class ArenaRequests {
  private static final String KIND = System.getProperty(Allocator.PROPERTY, "freestore");
  private static final FreeStore STORE = FreeStore.global();

  private ArenaRequests() {}

  /// Runs the workload.
  public static void run(Parameters parameters) {
    int bytes = parameters.number("bytes", 256);
    int arenas = parameters.number("arenas", 10_000);
    boolean zeroed = parameters.text("zeroed", "yes").equals("yes");
    new Measurement(parameters)
        .print(
            CpuClock.THREAD,
            () -> zeroed || !KIND.equals("freestore") ? pass(bytes, arenas) : raw(bytes, arenas),
            arenas);
  }

  private static long pass(int bytes, int arenas) {
    long hash = 0;
    for (int i = 0; i < arenas; i++) {
      try (Arena arena = open()) {
        arena.allocate(bytes).set(ValueLayout.JAVA_BYTE, 0, (byte) i);
      }
      hash = WorkHash.fold(hash, i);
    }
    return hash;
  }

  private static long raw(int bytes, int arenas) {
    long hash = 0;
    for (int i = 0; i < arenas; i++) {
      try (StoreArena arena = STORE.arena()) {
        MemorySegment segment = arena.allocateUnzeroed(bytes, 8);
        segment.set(ValueLayout.JAVA_BYTE, 0, (byte) i);
      }
      hash = WorkHash.fold(hash, i);
    }
    return hash;
  }

  @SuppressWarnings("MustBeClosedChecker") // the caller closes it
  private static Arena open() {
    return switch (KIND) {
      case "freestore" -> STORE.arena();
      case "recycling" -> STORE.recyclingArena();
      case "confined" -> Arena.ofConfined();
      case "shared" -> Arena.ofShared();
      default -> throw new IllegalArgumentException("no such arena: name=" + KIND);
    };
  }
}
