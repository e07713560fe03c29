// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

/// Monotonic time, in milliseconds.
///
/// To read it takes as long as some allocations do. Where it only says when to look after idle
/// memory, the time of a moment ago does as well: [#roughMillis()] reads it less often the faster
/// it is asked.
public final class Clock {
  /// Of how many questions one is a reading, at least.
  private static final int MOST_SKIPPED = 31;

  /// Threads keep their questions apart by their numbers, in words of different cache lines.
  private static final int STRIPES = 16;

  private static final int STRIPE_WORDS = 16;

  /// Of each stripe: the last reading, how many questions are still answered with it, and how many
  /// were to be. Races lose a count or two.
  private static final long[] STATE = new long[(STRIPES + 1) * STRIPE_WORDS];

  private static final int READING = 0;
  private static final int LEFT = 1;
  private static final int SKIPPED = 2;

  private Clock() {}

  public static long nowMillis() {
    return System.nanoTime() / 1_000_000;
  }

  /// Returns the time as it was at one of the last 32 questions of the thread, and of those that
  /// share its stripe.
  public static long roughMillis() {
    int stripe = (int) (Thread.currentThread().threadId() % STRIPES + 1) * STRIPE_WORDS;
    long left = STATE[stripe + LEFT];
    if (left > 0) {
      STATE[stripe + LEFT] = left - 1;
      return STATE[stripe + READING];
    }
    return read(stripe);
  }

  /// Two readings in the same millisecond: twice as many questions can do without the next.
  private static long read(int stripe) {
    long now = nowMillis();
    boolean soon = now == STATE[stripe + READING];
    long skipped = soon ? Math.min(2 * STATE[stripe + SKIPPED] + 1, MOST_SKIPPED) : 0;
    STATE[stripe + SKIPPED] = skipped;
    STATE[stripe + LEFT] = skipped;
    STATE[stripe + READING] = now;
    return now;
  }
}
