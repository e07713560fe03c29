// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The batches of recycling arenas that a store has: one that arenas enter for each of a few groups
/// of threads, so that these do not wait for each other.
final class ArenaBatches {
  private static final int STRIPES = 8;

  private static final long MOST_BYTES = 2 << 20;

  /// What closed arenas hold counts against the store's limit: all batches together may take a
  /// quarter of it.
  private static final int PART_OF_LIMIT = 4 * STRIPES;

  private final FreeStore store;
  private final AtomicReferenceArray<@Nullable ArenaBatch> entered =
      new AtomicReferenceArray<>(STRIPES);

  /// Batches that were over while a native call was using one of their segments.
  private final Queue<ArenaBatch> inUse = new ConcurrentLinkedQueue<>();

  ArenaBatches(FreeStore store) {
    this.store = store;
  }

  /// Returns how many bytes the arenas of a batch take before no more of them enter it.
  long mostBytes() {
    return Math.min(MOST_BYTES, store.options().limitBytes() / PART_OF_LIMIT);
  }

  /// Opens an arena, in the batch of the calling thread's stripe.
  StoreArena open() {
    store.requireOpen();
    int stripe = (int) Thread.currentThread().threadId() & STRIPES - 1;
    ArenaBatch batch = entered.get(stripe);
    while (batch == null || !batch.enter()) {
      ArenaBatch next = new ArenaBatch(store, this);
      ArenaBatch found = entered.compareAndExchange(stripe, batch, next);
      batch = found == batch ? next : found;
    }
    return new RecyclingArena(batch);
  }

  /// Ends a batch that is over, and those that could not be ended before.
  void end(ArenaBatch batch) {
    inUse.add(batch);
    endAll();
  }

  /// Gives back what closed arenas held, as far as the other arenas of their batches are closed.
  void flush() {
    for (int stripe = 0; stripe < STRIPES; stripe++) {
      ArenaBatch batch = entered.getAndSet(stripe, null);
      if (batch != null) {
        batch.seal();
      }
    }
    endAll();
  }

  /// Each batch is tried by one thread at a time: by who took it out.
  private void endAll() {
    for (int left = inUse.size(); left > 0; left--) {
      ArenaBatch batch = inUse.poll();
      if (batch != null && !batch.tryEnd()) {
        inUse.add(batch);
      }
    }
  }
}
