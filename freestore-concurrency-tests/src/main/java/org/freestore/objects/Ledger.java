// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.freestore.CorruptFreeStoreException;
import org.freestore.FreeStore;
import org.freestore.StoreObject;

/// Which blocks are objects of samples at the moment: one that is handed out twice is noticed.
final class Ledger {
  private static final int SAMPLES_PER_VERIFICATION = 10_000;
  private static final long SLOT_MASK = (1L << 40) - 1;

  private static final Map<Long, Long> OUT = new ConcurrentHashMap<>();
  private static final AtomicInteger SAMPLES = new AtomicInteger();
  private static volatile boolean sound = true;

  private Ledger() {}

  /// Enters an object that was created.
  static <T> T enter(T object) {
    long reference = reference(object);
    if (OUT.putIfAbsent(reference & SLOT_MASK, reference) != null) {
      sound = false;
    }
    return object;
  }

  /// Strikes out an object that is about to be deleted.
  static void strike(Object object) {
    long reference = reference(object);
    OUT.remove(reference & SLOT_MASK, reference);
  }

  private static long reference(Object object) {
    return ((StoreObject) object).reference();
  }

  /// Returns, as 1 or 0, whether no block was handed out twice and, now and then, whether the
  /// store's books are right.
  static int soundness() {
    if (SAMPLES.incrementAndGet() % SAMPLES_PER_VERIFICATION == 0) {
      verify();
    }
    return sound ? 1 : 0;
  }

  private static void verify() {
    try {
      FreeStore.global().verify();
    } catch (CorruptFreeStoreException e) {
      sound = false;
    }
  }
}
