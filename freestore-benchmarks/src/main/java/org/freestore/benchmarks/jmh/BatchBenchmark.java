// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.harness.Bytes;
import org.freestore.benchmarks.workload.Batch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What does a block cost among 1,000 that are alive together and are freed in random order?
///
/// `-Dfreestore.benchmarks.allocator=...` selects who is asked.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchBenchmark {
  private static final Allocator ALLOCATOR = Allocator.selected();
  private static final int BLOCKS = 1000;

  /// The size of each block in bytes.
  @Param("64")
  public int bytes;

  private final long[] live = new long[BLOCKS];
  private final int[] order = Batch.order("random", BLOCKS);

  /// Measures one batch; gives the last address.
  @Benchmark
  @OperationsPerInvocation(BLOCKS)
  public long batch() {
    for (int i = 0; i < BLOCKS; i++) {
      live[i] = ALLOCATOR.allocate(bytes);
      Bytes.writeByte(live[i], i);
    }
    for (int index : order) {
      ALLOCATOR.free(live[index]);
    }
    return live[0];
  }
}
