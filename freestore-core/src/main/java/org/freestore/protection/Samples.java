// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import org.freestore.heap.Sampling;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// Where the sampled allocations of a store were made.
///
/// Frees do not tell: a record of an object holds as long as its reference is not stale, one of a
/// raw block as long as its state says that it is sampled. Whoever adds one looks at a few others,
/// going round and round, and drops those that do not hold any more: so their number stays in
/// proportion to the live bytes, and nobody looks through all of them at once.
///
/// Thread-safe.
public final class Samples implements Sampling.Recorder {
  /// How many records of each kind are looked at for one that is added.
  private static final int LOOKED_AT = 16;

  private final Map<Long, Sample> objects = new ConcurrentHashMap<>();
  private final Map<Long, Sample> blocks = new ConcurrentHashMap<>();

  /// Makes one thread at a time go round. Others need not wait for it.
  private final ReentrantLock sweeping = new ReentrantLock();

  private Iterator<Long> nextObjects = Collections.emptyIterator();
  private Iterator<Long> nextBlocks = Collections.emptyIterator();
  private final LongPredicate isSampledBlock;
  private final Listener listener;
  private final long meanBytes;

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
    Sample sample = new Sample(Site.here(), weightOf(blockBytes));
    (live == 0 ? blocks : objects).put(key, sample);
    sweepSome(key);
    listener.sampled(live, blockBytes, sample);
  }

  /// Returns for how many allocations of a size a sample of them stands.
  public double weightOf(long blockBytes) {
    return Math.max(1, (double) meanBytes / blockBytes);
  }

  @Override
  public boolean isLive(long key, long live) {
    return live == 0 ? isSampledBlock.test(key) : !Reference.isStale(key);
  }

  /// @param youngest the block that is being recorded, and whose state does not say so yet
  private void sweepSome(long youngest) {
    if (!sweeping.tryLock()) {
      return;
    }
    try {
      nextObjects = sweepSome(objects, nextObjects, true, youngest);
      nextBlocks = sweepSome(blocks, nextBlocks, false, youngest);
    } finally {
      sweeping.unlock();
    }
  }

  /// @return where to go on
  private Iterator<Long> sweepSome(
      Map<Long, Sample> records, Iterator<Long> from, boolean ofObjects, long youngest) {
    Iterator<Long> next = from.hasNext() ? from : records.keySet().iterator();
    for (int i = 0; i < LOOKED_AT && next.hasNext(); i++) {
      long key = next.next();
      boolean holds =
          ofObjects ? !Reference.isStale(key) : key == youngest || isSampledBlock.test(key);
      if (!holds) {
        next.remove();
      }
    }
    return next;
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
