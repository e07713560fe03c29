// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.freestore.benchmarks.object.AutomaticObjects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What do a scope and two objects in it cost?
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AutoScopeBenchmark {
  private long value;

  /// Measures one scope; gives the sum of a field of each of its objects.
  @Benchmark
  public long scope() {
    return AutomaticObjects.scope(value++);
  }
}
