// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.replay;

import org.freestore.cli.allocator.Candidate;
import org.freestore.cli.operations.OperationFacts;
import org.freestore.cli.operations.OperationFile;

/// Executes all operations of a trace, again and again, on one candidate or another.
///
/// Used by one thread, which may let others do the work.
public interface Replay {
  /// Told after each chunk; what happens in it is not timed.
  @FunctionalInterface
  interface ChunkListener {
    /// For those who do not want to know.
    ChunkListener NONE = number -> {};

    /// Chunk `number` has been executed.
    void chunkDone(int number);
  }

  /// What one round came to.
  ///
  /// @param cpuNanos CPU time that the operations took, of all threads together
  /// @param refused how many allocations the candidate refused
  record Round(long cpuNanos, long refused) {}

  /// Returns a replay of these operations by one thread, or by as many as they name.
  static Replay of(OperationFile operations) {
    OperationFacts facts = operations.facts();
    return facts.threaded() ? new ThreadedReplay(operations) : new SerialReplay(operations);
  }

  /// Executes all operations; then, untimed, frees what they leave.
  ///
  /// @throws org.freestore.cli.allocator.AllocatorFault if the candidate was found out
  Round run(Candidate candidate, ChunkListener listener);
}
