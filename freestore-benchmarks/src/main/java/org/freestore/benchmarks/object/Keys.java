// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.SeededRandom;

/// Distinct keys in two orders, as structures.c has them.
///
/// @param inserted in the order of insertion
/// @param others the same in another order
record Keys(long[] inserted, long[] others) {
  private static final int SEED = 17;
  private static final int OTHER_SEED = 19;

  /// Returns the multiples of a number, as many as the parameters say.
  static Keys multiplesOf(int number, Parameters parameters) {
    int count = parameters.number("elements", 10_000);
    return new Keys(shuffled(number, count, SEED), shuffled(number, count, OTHER_SEED));
  }

  int count() {
    return inserted.length;
  }

  private static long[] shuffled(int number, int count, int seed) {
    long[] keys = new long[count];
    for (int i = 0; i < count; i++) {
      keys[i] = (long) number * i;
    }
    SeededRandom random = new SeededRandom(seed);
    for (int i = count - 1; i > 0; i--) {
      int j = (int) random.below(i + 1);
      long swapped = keys[i];
      keys[i] = keys[j];
      keys[j] = swapped;
    }
    return keys;
  }
}
