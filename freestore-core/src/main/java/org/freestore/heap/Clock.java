// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

/// Monotonic time, in milliseconds.
public final class Clock {
  private Clock() {}

  public static long nowMillis() {
    return System.nanoTime() / 1_000_000;
  }
}
