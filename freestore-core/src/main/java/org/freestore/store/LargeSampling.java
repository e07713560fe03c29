// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.freestore.heap.Sampling;

/// Chooses large blocks whose sites are recorded: each with the probability that its size is of the
/// mean distance between samples, but not more than one in some time, lest a program that takes and
/// frees large buffers pays for a walk of the stack each time.
///
/// Thread-safe.
final class LargeSampling {
  private static final long LEAST_NANOS = 200_000;

  private final Sampling.Recorder recorder;
  private final long meanBytes;
  private final AtomicLong lastNanos = new AtomicLong(System.nanoTime() - LEAST_NANOS);

  LargeSampling(Sampling.Recorder recorder, long meanBytes) {
    this.recorder = recorder;
    this.meanBytes = meanBytes;
  }

  /// Looks whether a block that was allocated just now is to be sampled.
  void allocated(LargeBlocks large, long address) {
    long now = System.nanoTime();
    long last = lastNanos.get();
    if (now - last < LEAST_NANOS) {
      return;
    }
    long byteSize = large.byteSize(address);
    if (ThreadLocalRandom.current().nextLong(meanBytes) < byteSize
        && lastNanos.compareAndSet(last, now)) {
      recorder.record(address, 0, byteSize);
      large.markSampled(address);
    }
  }
}
