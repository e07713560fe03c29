// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the heap of a thread in a store, in a few loads: where a `ThreadLocal` costs three
/// nanoseconds, this costs one.
///
/// One table serves all stores. A heap's *key* is its owner's thread id plus its store's key base;
/// thread ids are never reused, key bases are multiples of 2^40 with something in the low bits to
/// spread stores over the slots. A slot may hold any heap whose key falls there, also one that has
/// changed hands: who looks compares the key, and asks the slow path where it differs. Slots are
/// written without a lock: a lost or stale entry fails the comparison.
public final class HeapTable {
  /// No store's heaps have keys from here on.
  public static final long NOBODYS_KEY_BASE = 0;

  private static final int SLOTS = 4096;
  private static final long KEY_BASE_STEP = (1L << 40) + 1021;

  private static final int MOST_STORES = 1 << 22;

  private static final Heap[] TABLE = new Heap[SLOTS];
  private static final Set<Long> STORE_NUMBERS = new HashSet<>();
  private static long lastStoreNumber;
  private static @Nullable Heap nobodys;

  private HeapTable() {}

  /// Fills the table, once, with a heap that no thread owns, so that no slot is ever null.
  public static synchronized void prepare(Heap heap) {
    if (nobodys == null) {
      nobodys = heap;
      Arrays.fill(TABLE, heap);
    }
  }

  /// Forgets a heap whose store is closed, so that both can be garbage.
  public static synchronized void forget(Heap heap) {
    int slot = (int) heap.key & SLOTS - 1;
    if (TABLE[slot] == heap && nobodys != null) {
      TABLE[slot] = nobodys;
    }
  }

  /// Returns a key base for a store that no other store has. One that was given back is not taken
  /// again before all others were, so that a stale use of a closed store is noticed.
  ///
  /// @throws IllegalStateException if 4 million stores are open
  public static synchronized long takeKeyBase() {
    if (STORE_NUMBERS.size() == MOST_STORES) {
      throw new IllegalStateException("too many stores: open=" + MOST_STORES);
    }
    do {
      lastStoreNumber = lastStoreNumber % MOST_STORES + 1;
    } while (!STORE_NUMBERS.add(lastStoreNumber));
    return lastStoreNumber * KEY_BASE_STEP;
  }

  /// Gives a key base back, because its store is closed.
  public static synchronized void giveBackKeyBase(long keyBase) {
    STORE_NUMBERS.remove(keyBase / KEY_BASE_STEP);
  }

  /// Returns a heap that may be the one with a key: compare [Heap#key].
  public static Heap find(long key) {
    return TABLE[(int) key & SLOTS - 1];
  }

  /// Remembers a heap by its key.
  public static void put(Heap heap) {
    TABLE[(int) heap.key & SLOTS - 1] = heap;
  }
}
