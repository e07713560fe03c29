// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.harness.Bytes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What does it cost to allocate a block, write its first byte and free it?
///
/// `-Dfreestore.benchmarks.allocator=...` selects who is asked.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PairBenchmark {
  private static final Allocator ALLOCATOR = Allocator.selected();

  /// The size of the block in bytes.
  @Param("64")
  public int bytes;

  /// Measures one pair; gives the address, so that nothing of it is dead code.
  @Benchmark
  public long pair() {
    long block = ALLOCATOR.allocate(bytes);
    Bytes.writeByte(block, block);
    ALLOCATOR.free(block);
    return block;
  }
}
