// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.TimeUnit;
import org.freestore.benchmarks.netty.BufferAllocators;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What does a buffer cost that is allocated, written, read and released in one place?
///
/// `-Dfreestore.benchmarks.allocator=` selects as for [NettyPatternBenchmark].
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NettyPairBenchmark {
  private static final ByteBufAllocator ALLOCATOR = BufferAllocators.selected();

  /// The size of the buffer in bytes.
  @Param("256")
  public int bytes;

  private int value;

  /// Measures a direct buffer; gives what was read from it.
  @Benchmark
  public int direct() {
    return used(ALLOCATOR.directBuffer(bytes));
  }

  /// Measures a heap buffer; gives what was read from it.
  @Benchmark
  public int heap() {
    return used(ALLOCATOR.heapBuffer(bytes));
  }

  private int used(ByteBuf buffer) {
    int read = buffer.writeInt(value++).readInt();
    buffer.release();
    return read;
  }
}
