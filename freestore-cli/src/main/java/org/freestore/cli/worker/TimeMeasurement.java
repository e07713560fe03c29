// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import org.freestore.cli.allocator.AllocatorKind;
import org.freestore.cli.allocator.Candidate;
import org.freestore.cli.operations.OperationFile;
import org.freestore.cli.replay.Replay;

/// Measures CPU time per operation on one candidate that stays open: what a program sees that has
/// been running for a while.
final class TimeMeasurement implements AutoCloseable {
  private static final long WARM_UP_OPERATIONS = 4_000_000;
  private static final long WARM_UP_MILLIS = 3_000;
  private static final int LEAST_WARM_UP_ROUNDS = 2;
  private static final long ROUND_OPERATIONS = 500_000;

  private final Replay replay;
  private final Candidate candidate;
  private final long operationsOfTrace;
  private final int passesPerRound;

  TimeMeasurement(AllocatorKind kind, OperationFile operations) {
    replay = Replay.of(operations);
    operationsOfTrace = operations.facts().operations();
    passesPerRound = (int) Math.ceilDiv(ROUND_OPERATIONS, operationsOfTrace);
    candidate = kind.open(operations.facts().slots(), operations.facts().threaded());
  }

  /// Runs rounds until the compiler has had enough operations, and returns the last of them.
  TimedRound warmUp() {
    long start = System.nanoTime();
    TimedRound latest = round();
    for (int rounds = 1; !warm(rounds, latest, start); rounds++) {
      latest = round();
    }
    return latest;
  }

  private static boolean warm(int rounds, TimedRound latest, long start) {
    long millis = (System.nanoTime() - start) / 1_000_000;
    boolean enough = rounds * latest.operations() >= WARM_UP_OPERATIONS;
    return millis > WARM_UP_MILLIS || (enough && rounds >= LEAST_WARM_UP_ROUNDS);
  }

  /// Replays the trace as often as makes a round of reasonable length.
  TimedRound round() {
    long nanos = 0;
    long refused = 0;
    for (int pass = 0; pass < passesPerRound; pass++) {
      Replay.Round round = replay.run(candidate, Replay.ChunkListener.NONE);
      nanos += round.cpuNanos();
      refused = round.refused();
    }
    return new TimedRound(nanos, passesPerRound * operationsOfTrace, refused);
  }

  @Override
  public void close() {
    candidate.close();
  }
}
