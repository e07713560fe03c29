// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.harness;

/// The random numbers of harness.h: xorshift64 (Marsaglia 2003) over a seed spread by splitmix64.
public final class SeededRandom {
  private long state;

  public SeededRandom(long seed) {
    long z = (seed + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    state = (z ^ (z >>> 31)) | 1;
  }

  /// Returns a number below 2^32.
  public long next() {
    long x = state;
    x ^= x << 13;
    x ^= x >>> 7;
    x ^= x << 17;
    state = x;
    return x >>> 32;
  }

  /// Returns a number below a bound, which is at most 2^31.
  public long below(long bound) {
    return (next() * bound) >>> 32;
  }
}
