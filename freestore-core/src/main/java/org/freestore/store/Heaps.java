// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.lang.ref.WeakReference;
import org.freestore.heap.Budget;
import org.freestore.heap.Heap;
import org.freestore.heap.HeapSlowPath;
import org.freestore.heap.HeapTable;
import org.freestore.heap.Orphans;
import org.freestore.heap.Sampling;
import org.freestore.heap.Stripes;
import org.freestore.object.VacantSlabs;
import org.freestore.region.Region;
import org.jspecify.annotations.Nullable;

/// The heaps of a store: one for each platform thread that uses it, and *stripes* for virtual
/// threads, which take turns.
final class Heaps {
  private static final int STRIPES_PER_PROCESSOR = 4;

  private final Store store;
  private final Region region;
  private final VacantSlabs vacantSlabs;
  private final Budget budget;
  private final boolean fast;
  private final long keyBase = HeapTable.takeKeyBase();
  private final Orphans orphans = new Orphans();

  /// Weak, because a heap leads to its store, and so to the key of this entry: a thread that lives
  /// on would keep every store that it ever used.
  @SuppressWarnings("ThreadLocalUsage") // a thread has a heap in every store it uses
  private final ThreadLocal<@Nullable WeakReference<Heap>> ownHeap = new ThreadLocal<>();

  private volatile @Nullable Stripes stripes;
  private Sampling.@Nullable Recorder recorder;
  private long samplingBytes;

  /// @param fast whether the fast paths may find them
  Heaps(Store store, Region region, VacantSlabs vacantSlabs, Budget budget, boolean fast) {
    this.store = store;
    this.region = region;
    this.vacantSlabs = vacantSlabs;
    this.budget = budget;
    this.fast = fast;
    HeapTable.prepare(
        new Heap(
            0,
            HeapTable.class,
            0,
            region,
            vacantSlabs,
            store.space().owners(),
            budget,
            0,
            Sampling.none()));
  }

  /// Has a sample of what they allocate recorded from now on. Called before there is any.
  ///
  /// @param meanBytes how many bytes lie between samples; 0 for none
  void sample(Sampling.Recorder samples, long meanBytes) {
    recorder = meanBytes == 0 ? null : samples;
    samplingBytes = meanBytes;
  }

  /// Returns what to add to a thread's id for its key: see [HeapTable]. Where the fast paths are
  /// not to be taken, no heap has such a key.
  long keyBase() {
    return fast ? keyBase : HeapTable.NOBODYS_KEY_BASE;
  }

  /// Returns the calling thread's key, whether the fast paths may be taken or not.
  long key() {
    return keyBase + Thread.currentThread().threadId();
  }

  /// Returns the calling thread's heap, or null where it has none that the fast paths may use.
  @Nullable Heap ofFastPaths() {
    Thread thread = Thread.currentThread();
    return fast && !thread.isVirtual() ? of(thread) : null;
  }

  /// Returns the heap of the calling thread, a platform thread.
  Heap of(Thread thread) {
    Heap heap = HeapTable.find(key());
    return heap.isOwnedBy(thread) && heap.store() == store ? heap : find(thread);
  }

  private Heap find(Thread thread) {
    WeakReference<Heap> known = ownHeap.get();
    Heap heap = known == null ? null : known.get();
    if (heap == null || !heap.isOwnedBy(thread)) {
      heap = orphans.heapFor(thread, ignored -> newHeap());
      ownHeap.set(new WeakReference<>(heap));
    }
    if (fast) {
      HeapTable.put(heap);
    }
    return heap;
  }

  private Heap newHeap() {
    int id = store.space().owners().newId();
    Heap heap =
        new Heap(
            id,
            store,
            fast ? keyBase : 0,
            region,
            vacantSlabs,
            store.space().owners(),
            budget,
            mostCachedBytes(),
            new Sampling(recorder, samplingBytes, System.nanoTime() + id));
    store.space().owners().register(id, heap);
    return heap;
  }

  /// A small limit must not be used up by what threads merely cache.
  private int mostCachedBytes() {
    return (int) Math.min(Heap.MOST_CACHED_BYTES, store.settings().limitBytes() >>> 6);
  }

  /// Returns a stripe for the calling thread, a virtual thread, which has to release it.
  Heap acquireStripe(Thread thread) {
    Stripes present = stripes;
    return (present != null ? present : makeStripes()).acquire(thread);
  }

  private Stripes makeStripes() {
    synchronized (store) { // which is not to be closed meanwhile
      Stripes present = stripes;
      if (present == null) {
        int processors = Runtime.getRuntime().availableProcessors();
        int count = Integer.highestOneBit(processors * STRIPES_PER_PROCESSOR);
        Heap[] heaps = new Heap[count];
        for (int i = 0; i < count; i++) {
          heaps[i] = newHeap();
          orphans.add(heaps[i]);
        }
        present = new Stripes(heaps);
        stripes = present;
      }
      return present;
    }
  }

  /// Empties the magazines that the calling thread may empty: its own, and those of stripes that
  /// nobody has.
  void flush() {
    Thread thread = Thread.currentThread();
    if (!thread.isVirtual()) {
      HeapSlowPath.flushAll(of(thread));
    }
    for (Heap heap : all()) {
      if (heap.isStripe() && heap.tryAcquire()) {
        try {
          HeapSlowPath.flushAll(heap);
        } finally {
          heap.release();
        }
      }
    }
  }

  /// Makes all of them nobody's, because the store is closed.
  void disown() {
    for (Heap heap : all()) {
      HeapTable.forget(heap);
      heap.disown();
    }
    HeapTable.giveBackKeyBase(keyBase);
  }

  /// Returns every heap, those of ended threads included.
  Heap[] all() {
    return orphans.heaps();
  }

  /// Returns the same as those who look for ended threads see them.
  Orphans orphans() {
    return orphans;
  }
}
