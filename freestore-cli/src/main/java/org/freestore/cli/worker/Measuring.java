// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.freestore.cli.allocator.AllocatorKind;
import org.freestore.cli.operations.OperationFacts;

/// Measures one trace on several allocators.
///
/// Every allocator runs in processes of its own, and only one process works at a time. First each
/// is warmed up; then the rounds go around, one each, so that a machine that slows down slows down
/// all; the median of an allocator's rounds counts. Last, a fresh process for each measures memory
/// and checks the work. One that fails does not keep the others from being measured.
public final class Measuring {
  /// Told how far it is.
  @FunctionalInterface
  public interface Listener {
    /// `done` steps of about `total` are done.
    void step(int done, int total);
  }

  /// About how many steps it takes to measure one allocator.
  public static final int STEPS_OF_ALLOCATOR = 2 + TimedCandidate.MOST_ROUNDS;

  private final Path operations;
  private final OperationFacts facts;
  private final Path directory;
  private final int wantedRounds;
  private final Map<AllocatorKind, TimedCandidate> timed = new EnumMap<>(AllocatorKind.class);
  private final Map<AllocatorKind, Outcome> outcomes = new EnumMap<>(AllocatorKind.class);
  private final Listener listener;
  private int steps;
  private int stepsDone;

  /// Prepares to measure.
  ///
  /// @param operations the operation file
  /// @param facts what its header says
  /// @param directory for what the processes write to standard error
  /// @param wantedRounds how many rounds to measure, 0 to let their length decide
  public Measuring(
      Path operations, OperationFacts facts, Path directory, int wantedRounds, Listener listener) {
    this.operations = operations;
    this.facts = facts;
    this.directory = directory;
    this.wantedRounds = wantedRounds;
    this.listener = listener;
  }

  /// Measures these allocators and returns what became of each, in the same order. To be called
  /// once.
  ///
  /// @throws WorkerException if a process was ended from outside
  public List<Outcome> measure(List<AllocatorKind> kinds) {
    steps = kinds.size() * STEPS_OF_ALLOCATOR;
    try {
      kinds.forEach(kind -> attempt(kind, () -> warmUp(kind)));
      steps = 2 * kinds.size() + timed.values().stream().mapToInt(TimedCandidate::rounds).sum();
      allRounds();
      timed.values().forEach(TimedCandidate::close);
      kinds.forEach(kind -> attempt(kind, () -> finish(kind)));
    } finally {
      timed.values().forEach(TimedCandidate::close);
    }
    List<Outcome> inOrder = new ArrayList<>();
    kinds.forEach(kind -> inOrder.add(Objects.requireNonNull(outcomes.get(kind))));
    return inOrder;
  }

  /// Does a step for an allocator unless it has failed before.
  private void attempt(AllocatorKind kind, Runnable step) {
    if (outcomes.containsKey(kind)) {
      return;
    }
    try {
      step.run();
    } catch (WorkerException e) {
      if (e.interrupted()) {
        throw e;
      }
      outcomes.put(kind, new Outcome.Failure(kind, String.valueOf(e.getMessage())));
    }
    listener.step(++stepsDone, steps);
  }

  private void warmUp(AllocatorKind kind) {
    WorkerProcess worker = start(WorkerTask.TIME, kind);
    try {
      timed.put(kind, new TimedCandidate(worker, wantedRounds));
    } catch (WorkerException e) {
      worker.close();
      throw e;
    }
  }

  private void allRounds() {
    int most = timed.values().stream().mapToInt(TimedCandidate::rounds).max().orElse(0);
    for (int round = 0; round < most; round++) {
      for (Map.Entry<AllocatorKind, TimedCandidate> entry : timed.entrySet()) {
        if (round < entry.getValue().rounds()) {
          attempt(entry.getKey(), entry.getValue()::round);
        }
      }
    }
  }

  private void finish(AllocatorKind kind) {
    TimedCandidate candidate = Objects.requireNonNull(timed.get(kind));
    try (WorkerProcess worker = start(WorkerTask.MEMORY, kind)) {
      MemoryResult memory = MemoryResult.ofLine(worker.expect(WorkerMain.MEMORY));
      double nanos = candidate.medianNanosPerOperation();
      outcomes.put(kind, Measurement.of(kind, nanos, candidate.rounds(), memory));
    }
  }

  private WorkerProcess start(WorkerTask task, AllocatorKind kind) {
    return new WorkerProcess(task, kind, facts, operations, directory);
  }
}
