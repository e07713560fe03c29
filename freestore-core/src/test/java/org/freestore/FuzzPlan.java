// SPDX-License-Identifier: Apache-2.0
package org.freestore;

/// What a run of the fuzzer does: fully determined, and printable as the command that does it
/// again.
///
/// @param set the store's options
/// @param seed of everything that is random
/// @param steps how many operations
record FuzzPlan(OptionSet set, long seed, int steps) {
  private static final String SEED = "freestore.fuzz.seed";
  private static final String STEPS = "freestore.fuzz.steps";
  private static final String OPTIONS = "freestore.fuzz.options";

  /// A limit that is reached now and then.
  private static final long TIGHT_LIMIT_BYTES = 12L << 20;

  /// Returns the plan for a set, from the system properties where they are given.
  static FuzzPlan of(OptionSet set, int steps) {
    return new FuzzPlan(set, Long.getLong(SEED, 1), Integer.getInteger(STEPS, steps));
  }

  /// Returns whether the system properties leave a set out.
  static boolean isLeftOut(OptionSet set) {
    return !System.getProperty(OPTIONS, set.name()).equals(set.name());
  }

  FreeStore open() {
    FreeStoreOptions options = set.options();
    return FreeStore.open(set.isLimited() ? options.withLimitBytes(TIGHT_LIMIT_BYTES) : options);
  }

  /// Returns the command that runs a test class by this plan.
  String command(String testClass) {
    return "./mvnw -pl freestore-core test -Dtest="
        + testClass
        + " -D"
        + OPTIONS
        + "="
        + set
        + " -D"
        + SEED
        + "="
        + seed
        + " -D"
        + STEPS
        + "="
        + steps;
  }
}
