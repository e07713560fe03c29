// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.jspecify.annotations.Nullable;

/// What a run of the fuzzer does, printable as the command that does it again. With one thread it
/// depends on the plan alone; with several the threads' own order stays the system's.
///
/// @param seed of everything that is random
/// @param steps how many each thread takes
/// @param threads how many fuzz at once, handing objects to each other
/// @param bug what is wrong with the store, or null for nothing
record FuzzPlan(long seed, int steps, int threads, @Nullable PlantedBug bug) {
  private static final String LAST_GENERATION = "freestore.lastGeneration";

  /// Returns the plan of a single thread on a store as it is.
  static FuzzPlan of(long seed, int steps) {
    return new FuzzPlan(seed, steps, 1, null);
  }

  /// Returns the command that runs it.
  String command() {
    String generations = System.getProperty(LAST_GENERATION);
    return "scripts/fuzz-objects --seed="
        + seed
        + " --steps="
        + steps
        + (threads == 1 ? "" : " --threads=" + threads)
        + (generations == null ? "" : " --generations=" + generations)
        + (bug == null ? "" : " --bug=" + bug);
  }

  /// Returns the plan of one of the threads.
  long seedOf(int thread) {
    return seed + 0x9e37_79b9_7f4a_7c15L * thread;
  }
}
