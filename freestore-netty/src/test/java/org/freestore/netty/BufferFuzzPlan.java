// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import org.jspecify.annotations.Nullable;

/// What a run of the [BufferFuzzer] does, and the command that does it again.
///
/// @param seed of everything that is random but the order between threads
/// @param threads how many hand buffers to each other
/// @param steps of each thread
/// @param recycles whether the allocator uses buffer objects again
/// @param bug what is planted, or `null`
record BufferFuzzPlan(
    long seed, int threads, int steps, boolean recycles, @Nullable BufferBug bug) {
  private static final String SEED = "freestore.fuzz.seed";
  private static final String STEPS = "freestore.fuzz.steps";

  /// Returns the plan of a build, with seed and steps from the system properties where they are
  /// given.
  static BufferFuzzPlan of(int threads, int steps, boolean recycles) {
    return new BufferFuzzPlan(
        Long.getLong(SEED, 1), threads, Integer.getInteger(STEPS, steps), recycles, null);
  }

  String command() {
    return "./mvnw -pl freestore-netty -am test -Dtest=BufferFuzzTest"
        + " -Dsurefire.failIfNoSpecifiedTests=false -D"
        + SEED
        + "="
        + seed
        + " -D"
        + STEPS
        + "="
        + steps;
  }
}
