// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.jmh;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import org.freestore.FreeStore;
import org.freestore.benchmarks.allocator.Allocator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What does it cost to open an arena, allocate one segment, write to it and close the arena?
///
/// `-Dfreestore.benchmarks.allocator=` selects `freestore`'s pooled arena or the JDK's `confined`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ArenaBenchmark {
  private static final boolean CONFINED =
      System.getProperty(Allocator.PROPERTY, "freestore").equals("confined");

  /// The size of the segment in bytes.
  @Param("64")
  public int bytes;

  /// Measures one arena; gives the address.
  @Benchmark
  public long arena() {
    try (Arena arena = CONFINED ? Arena.ofConfined() : FreeStore.global().arena()) {
      MemorySegment segment = arena.allocate(bytes);
      segment.set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
      return segment.address();
    }
  }
}
