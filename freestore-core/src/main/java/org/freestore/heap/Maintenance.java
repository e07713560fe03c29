// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.util.concurrent.atomic.AtomicLong;
import org.freestore.object.VacantSlabs;
import org.freestore.region.Region;

/// What is done now and then, by whichever thread happens to allocate or free: no thread of its own
/// is needed.
///
/// Every heap comes here after some thousand frees, or fewer when it takes the slow paths; a look
/// at the clock then decides whether anything is due. Each heap trims its own magazines; for the
/// store as a whole one thread at a time collects for heaps whose threads sleep, empties those
/// whose threads have ended, and purges.
public final class Maintenance {
  private static final long LEAST_INTERVAL_MILLIS = 10;
  private static final long MOST_INTERVAL_MILLIS = 100;
  private static final long MOST_PURGE_NANOS = 300_000;
  private static final int SLOW_PATHS_PER_LOOK = 4;
  private static final long TRIM_INTERVAL_MILLIS = 100;

  private final Region region;
  private final VacantSlabs vacantSlabs;
  private final Orphans orphans;
  private final long purgeDelayMillis;
  private final long intervalMillis;
  private final Runnable giveBackIdle;
  private final AtomicLong lastMillis = new AtomicLong(Clock.nowMillis());

  /// Of how many vacant slabs the next purge is. One thread at a time purges, mostly.
  private int slabsToPurge = 1;

  /// @param purgeDelayMillis how long pages are unused before they go back; negative for never
  /// @param giveBackIdle gives runs back to the region that were kept for a while
  public Maintenance(
      Region region,
      VacantSlabs vacantSlabs,
      Orphans orphans,
      long purgeDelayMillis,
      Runnable giveBackIdle) {
    this.giveBackIdle = giveBackIdle;
    this.region = region;
    this.vacantSlabs = vacantSlabs;
    this.orphans = orphans;
    this.purgeDelayMillis = purgeDelayMillis;
    this.intervalMillis =
        Math.clamp(purgeDelayMillis / 4, LEAST_INTERVAL_MILLIS, MOST_INTERVAL_MILLIS);
  }

  /// Does what is due. Called by the owner of the heap's magazines.
  public void tick(Heap heap) {
    if (heap.skippedTicks++ < SLOW_PATHS_PER_LOOK) {
      return;
    }
    heap.skippedTicks = 0;
    long now = Clock.nowMillis();
    if (now - heap.trimmedAtMillis >= TRIM_INTERVAL_MILLIS) {
      heap.trimmedAtMillis = now;
      Scavenging.trim(heap);
    }
    tickStore(now);
  }

  /// Does what is due for the store, from a thread that may have no heap.
  ///
  /// @return roughly the time, by [Clock]
  public long tickStore() {
    long now = Clock.roughMillis();
    tickStore(now);
    return now;
  }

  private void tickStore(long now) {
    long last = lastMillis.get();
    if (now - last < intervalMillis || !lastMillis.compareAndSet(last, now)) {
      return;
    }
    collectSome();
    orphans.reap();
    giveBackIdle.run();
    boolean dirty = region.hasDirtyRuns() || vacantSlabs.hasDirty();
    if (purgeDelayMillis >= 0 && dirty) {
      purge(now - purgeDelayMillis);
    }
  }

  private void purge(long freedBeforeMillis) {
    Purging purging = Purging.of(region, vacantSlabs);
    if (region.hasDirtyRuns()) {
      region.purge(freedBeforeMillis);
    }
    if (vacantSlabs.hasDirty()) {
      purgeVacant(freedBeforeMillis);
    }
    purging.tell();
  }

  /// Reading the generations of slabs before they are purged takes time, too, and a hundred times
  /// as much while the JVM has yet to compile it.
  private void purgeVacant(long vacatedBeforeMillis) {
    long start = System.nanoTime();
    long from = start;
    boolean more = true;
    while (more && from - start < MOST_PURGE_NANOS) {
      int slabs = slabsToPurge;
      more = vacantSlabs.purge(vacatedBeforeMillis, slabs);
      long now = System.nanoTime();
      boolean quick = now - from < MOST_PURGE_NANOS / 4;
      slabsToPurge =
          quick ? Math.min(2 * slabs, VacantSlabs.MOST_PURGED_AT_ONCE) : Math.max(slabs / 2, 1);
      from = now;
    }
  }

  private void collectSome() {
    for (Heap heap : orphans.heaps()) {
      Collection.collectFor(heap);
    }
  }

  /// Takes in, for every heap, what other threads freed into it.
  public void collectForAll() {
    for (Heap heap : orphans.heaps()) {
      Collection.collectAllFor(heap);
    }
  }
}
