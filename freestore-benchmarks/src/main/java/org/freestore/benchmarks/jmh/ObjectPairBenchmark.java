// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.object.ObjectPair;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What does an object of 32 bytes cost: create it, write two of its fields, read them, delete it?
///
/// `-Dfreestore.benchmarks.allocator=` selects `freestore`, by the generated factory, or
/// `by-class`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ObjectPairBenchmark {
  private static final boolean BY_CLASS =
      System.getProperty(Allocator.PROPERTY, "freestore").equals("by-class");

  private long value;

  /// Measures one object; gives the sum of its fields.
  @Benchmark
  public long pair() {
    value++;
    return BY_CLASS ? ObjectPair.pairByClass(value) : ObjectPair.pair(value);
  }
}
