// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import java.util.Random;

/// Juliet's `rand() % 2`, with a seed.
public final class Coin {
  private static Random random = new Random(0);

  private Coin() {}

  public static void seed(long seed) {
    random = new Random(seed);
  }

  static boolean heads() {
    return random.nextBoolean();
  }
}
