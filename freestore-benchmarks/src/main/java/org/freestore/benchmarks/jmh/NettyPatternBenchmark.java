// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.freestore.benchmarks.netty.BufferReplacement;
import org.freestore.benchmarks.netty.SizePattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What does it cost to replace a buffer among many that are alive?
///
/// `-Dfreestore.benchmarks.allocator=` selects `freestore`, `freestore-recycling`, `netty-adaptive`
/// or `netty-pooled`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NettyPatternBenchmark {
  /// What sizes.
  @Param("SOCKET_PROXY")
  public SizePattern pattern = SizePattern.SOCKET_PROXY;

  /// How many buffers are alive, a power of two.
  @Param("1024")
  public int live;

  /// Whether buffers are direct.
  @Param("true")
  public boolean direct;

  @SuppressWarnings("NullAway.Init") // by allocate()
  private BufferReplacement buffers;

  /// Allocates all buffers.
  @Setup
  public void allocate() {
    buffers = new BufferReplacement(pattern, live, direct, false, 0);
  }

  /// Releases all buffers.
  @TearDown
  public void release() {
    buffers.release();
  }

  /// Measures one replacement; gives a number that depends on it.
  @Benchmark
  public int replace() {
    return buffers.replaceNext();
  }
}
