// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import java.util.ArrayList;
import java.util.List;

/// A warm time worker and what its rounds took.
final class TimedCandidate implements AutoCloseable {
  private static final int LEAST_ROUNDS = 3;
  private static final long LONG_ROUND_NANOS = 10_000_000_000L;
  static final int MOST_ROUNDS = 11;
  private static final long NANOS_FOR_ALL_ROUNDS = 3_000_000_000L;

  private final WorkerProcess worker;
  private final int rounds;
  private final List<Double> nanosPerOperation = new ArrayList<>();

  /// Waits until the worker is warm.
  ///
  /// @param wantedRounds how many rounds to measure, 0 to let their length decide
  TimedCandidate(WorkerProcess worker, int wantedRounds) {
    this.worker = worker;
    TimedRound latest = TimedRound.ofLine(worker.expect(WorkerMain.READY));
    this.rounds = wantedRounds > 0 ? wantedRounds : affordable(latest);
  }

  private static int affordable(TimedRound round) {
    if (round.elapsedNanos() > LONG_ROUND_NANOS) {
      return 1;
    }
    long affordable = NANOS_FOR_ALL_ROUNDS / Math.max(1, round.elapsedNanos());
    return Math.clamp(affordable, LEAST_ROUNDS, MOST_ROUNDS);
  }

  int rounds() {
    return rounds;
  }

  void round() {
    worker.send(WorkerMain.ROUND);
    TimedRound round = TimedRound.ofLine(worker.expect(WorkerMain.ROUND));
    nanosPerOperation.add(round.nanosPerOperation());
  }

  double medianNanosPerOperation() {
    List<Double> sorted = nanosPerOperation.stream().sorted().toList();
    int middle = sorted.size() / 2;
    boolean odd = sorted.size() % 2 == 1;
    return odd ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  @Override
  public void close() {
    worker.close();
  }
}
