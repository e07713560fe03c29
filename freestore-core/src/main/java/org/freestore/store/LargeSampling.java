// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.freestore.heap.Clock;
import org.freestore.heap.Sampling;

/// Chooses large blocks whose sites are recorded: each with the probability that its size is of the
/// mean distance between samples, but none for some time after each, lest a program that takes and
/// frees large buffers pays for a walk of the stack each time.
///
/// Thread-safe.
final class LargeSampling {
  /// For the time of one sample: who takes longer lets another thread begin one.
  private static final long LEASE_MILLIS = 20;

  private final Sampling.Recorder recorder;
  private final long meanBytes;
  private final AtomicLong pausedUntilMillis = new AtomicLong(Clock.nowMillis() - 1);

  LargeSampling(Sampling.Recorder recorder, long meanBytes) {
    this.recorder = recorder;
    this.meanBytes = meanBytes;
  }

  /// Looks whether a block that was allocated just now is to be sampled.
  ///
  /// @param byteSize what was asked for
  /// @param nowMillis roughly the time, by [Clock]: who allocates large blocks has asked already
  void allocated(LargeBlocks large, long address, long byteSize, long nowMillis) {
    if (ThreadLocalRandom.current().nextLong(meanBytes) >= byteSize) {
      return;
    }
    if (!Sampling.isPaced(meanBytes)) {
      record(large, address);
      return;
    }
    long until = pausedUntilMillis.get();
    if (nowMillis - until > 0 && pausedUntilMillis.compareAndSet(until, nowMillis + LEASE_MILLIS)) {
      long before = System.nanoTime();
      record(large, address);
      long pauseNanos = Sampling.pauseAfter(System.nanoTime() - before);
      pausedUntilMillis.set(nowMillis + TimeUnit.NANOSECONDS.toMillis(pauseNanos));
    }
  }

  private void record(LargeBlocks large, long address) {
    recorder.record(address, 0, large.byteSize(address));
    large.markSampled(address);
  }
}
