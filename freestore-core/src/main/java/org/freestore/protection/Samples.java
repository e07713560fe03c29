// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import org.freestore.heap.Sampling;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// Where the sampled allocations of a store were made.
///
/// Frees do not tell: a record of an object holds as long as its reference is not stale, one of a
/// raw block as long as its state says that it is sampled. Records that do not hold any more are
/// dropped when there are twice as many as held when they were last looked through, so that their
/// number stays in proportion to the live bytes.
///
/// Thread-safe.
public final class Samples implements Sampling.Recorder {
  private static final int FEWEST_TO_SWEEP = 1024;

  private final Map<Long, Sample> objects = new ConcurrentHashMap<>();
  private final Map<Long, Sample> blocks = new ConcurrentHashMap<>();
  private final LongPredicate isSampledBlock;
  private final Listener listener;
  private final long meanBytes;
  private volatile int sweepAt = FEWEST_TO_SWEEP;

  /// A sampled allocation.
  ///
  /// @param weight for how many allocations of its size it stands
  public record Sample(Site site, double weight) {}

  /// Is told of samples.
  @FunctionalInterface
  public interface Listener {
    void sampled(long live, long blockBytes, Sample sample);
  }

  /// @param meanBytes how many bytes lie between samples
  /// @param isSampledBlock says whether a raw block's state is that of a sampled one
  public Samples(long meanBytes, LongPredicate isSampledBlock, Listener listener) {
    this.meanBytes = meanBytes;
    this.isSampledBlock = isSampledBlock;
    this.listener = listener;
  }

  @Override
  public void record(long key, long live, long blockBytes) {
    Sample sample = new Sample(Site.here(), Math.max(1, (double) meanBytes / blockBytes));
    (live == 0 ? blocks : objects).put(key, sample);
    if (objects.size() + blocks.size() > sweepAt) {
      sweep(key);
    }
    listener.sampled(live, blockBytes, sample);
  }

  @Override
  public boolean isLive(long key, long live) {
    return live == 0 ? isSampledBlock.test(key) : !Reference.isStale(key);
  }

  /// @param youngest the block that is being recorded, and whose state does not say so yet
  private void sweep(long youngest) {
    objects.keySet().removeIf(Reference::isStale);
    blocks.keySet().removeIf(address -> address != youngest && !isSampledBlock.test(address));
    sweepAt = Math.max(FEWEST_TO_SWEEP, 2 * (objects.size() + blocks.size()));
  }

  /// Returns the sample of a live object, or null.
  public @Nullable Sample ofObject(long reference) {
    return Reference.isStale(reference) ? null : objects.get(reference);
  }

  /// Returns the sample of a raw block that is handed out, or null.
  public @Nullable Sample ofBlock(long address) {
    Sample sample = blocks.get(address);
    return sample != null && isSampledBlock.test(address) ? sample : null;
  }

  /// Returns how many records there are, of what is gone perhaps, too.
  public int count() {
    return objects.size() + blocks.size();
  }

  /// Forgets everything, because the store is closed.
  public void clear() {
    objects.clear();
    blocks.clear();
  }
}
