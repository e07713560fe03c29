// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import org.freestore.cli.allocator.AllocatorKind;
import org.freestore.cli.allocator.Candidate;
import org.freestore.cli.operations.OperationFile;
import org.freestore.cli.replay.Replay;

/// Measures CPU time per operation on one candidate that stays open: what a program sees that has
/// been running for a while.
final class TimeMeasurement implements AutoCloseable {
  private static final Extent WARM_UP = new Extent(4_000_000, 3_000);
  private static final Extent ROUND = new Extent(500_000, 300);

  /// Over when so many operations have been executed, or so much time has passed.
  private record Extent(long operations, long millis) {
    boolean over(long executed, long startNanos) {
      return executed >= operations || System.nanoTime() - startNanos > millis * 1_000_000;
    }
  }

  private final Replay replay;
  private final Candidate candidate;
  private final long operationsOfTrace;

  TimeMeasurement(AllocatorKind kind, OperationFile operations) {
    replay = Replay.of(operations);
    operationsOfTrace = operations.facts().operations();
    candidate = kind.openAlone(operations.facts().slots(), operations.facts().threaded());
  }

  /// Runs rounds until the compiler has had enough operations, and returns the last.
  TimedRound warmUp() {
    long start = System.nanoTime();
    TimedRound latest = round();
    long executed = latest.operations();
    while (!WARM_UP.over(executed, start)) {
      latest = round();
      executed += latest.operations();
    }
    return latest;
  }

  /// Replays the trace as often as makes a round of reasonable length.
  TimedRound round() {
    long start = System.nanoTime();
    long cpuNanos = 0;
    long executed = 0;
    long refused = 0;
    do {
      Replay.Round pass = replay.run(candidate, Replay.ChunkListener.NONE);
      cpuNanos += pass.cpuNanos();
      refused = pass.refused();
      executed += operationsOfTrace;
    } while (!ROUND.over(executed, start));
    return new TimedRound(cpuNanos, System.nanoTime() - start, executed, refused);
  }

  @Override
  public void close() {
    candidate.close();
  }
}
