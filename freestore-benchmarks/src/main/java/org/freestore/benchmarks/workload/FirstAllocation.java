// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import java.lang.foreign.Arena;
import org.freestore.FreeStore;
import org.freestore.benchmarks.harness.Bytes;
import org.freestore.benchmarks.harness.ResidentSet;
import org.freestore.benchmarks.harness.ResultLine;

/// What a program pays for its first block: a `main` that does nothing (`empty`), or allocates one
/// block (`freestore`, `arena`), and says how long that took and how much is resident at its end.
/// The launcher compares whole processes as well.
public final class FirstAllocation {
  private static final int BYTES = 64;

  private FirstAllocation() {}

  /// Runs one of the three programs and prints a result line.
  public static void main(String[] arguments) {
    long begin = System.nanoTime();
    long block =
        switch (arguments[0]) {
          case "freestore" -> FreeStore.global().malloc(BYTES);
          case "arena" -> Arena.global().allocate(BYTES).address();
          default -> 0;
        };
    if (block != 0) {
      Bytes.writeByte(block, 1);
    }
    long nanos = System.nanoTime() - begin;
    new ResultLine().with("residentBytes", ResidentSet.bytes()).print(1, nanos, nanos, 0);
  }
}
