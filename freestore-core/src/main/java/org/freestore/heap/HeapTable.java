// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.util.Arrays;
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

  private static final Heap[] TABLE = new Heap[SLOTS];
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

  /// Returns the key base of a store.
  ///
  /// @param storeNumber tells it from all other stores; from 1 to 2^22
  public static long keyBase(long storeNumber) {
    return storeNumber * KEY_BASE_STEP;
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
