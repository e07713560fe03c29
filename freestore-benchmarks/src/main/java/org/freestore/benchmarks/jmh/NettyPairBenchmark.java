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

  /// Whether the buffer is direct.
  @Param("true")
  public boolean direct;

  private int value;

  /// Measures one buffer; gives what was read from it.
  @Benchmark
  public int pair() {
    ByteBuf buffer = direct ? ALLOCATOR.directBuffer(bytes) : ALLOCATOR.heapBuffer(bytes);
    int read = buffer.writeInt(value++).readInt();
    buffer.release();
    return read;
  }
}
