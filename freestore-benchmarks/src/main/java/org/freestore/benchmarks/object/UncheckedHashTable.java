// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.benchmarks.harness.Pass;
import org.freestore.benchmarks.harness.WorkHash;

/// [HashTable] over raw blocks.
final class UncheckedHashTable implements Pass {
  private static final int KEY = 0;
  private static final int VALUE = 8;
  private static final int NEXT = 16;
  private static final int BYTES = 24;

  private final Keys keys;
  private final int shift;
  private final long buckets;

  UncheckedHashTable(Keys keys) {
    this.keys = keys;
    int bits = HashTable.bucketBits(keys.count());
    shift = Long.SIZE - bits;
    buckets = Unchecked.allocate((long) Long.BYTES << bits);
    for (long i = 0; i < 1L << bits; i++) {
      Unchecked.put(buckets + i * Long.BYTES, 0);
    }
  }

  @Override
  public long run() {
    long hash = 0;
    long[] inserted = keys.inserted();
    for (int i = 0; i < inserted.length; i++) {
      put(inserted[i], i);
    }
    for (long key : keys.others()) {
      hash = WorkHash.fold(hash, value(key) + value(key + 1));
    }
    for (long key : keys.others()) {
      remove(key);
    }
    return hash;
  }

  private long bucket(long key) {
    return buckets + (HashTable.spread(key) >>> shift) * Long.BYTES;
  }

  private void put(long key, long value) {
    long bucket = bucket(key);
    long first = Unchecked.get(bucket);
    for (long entry = first; entry != 0; entry = Unchecked.get(entry + NEXT)) {
      if (Unchecked.get(entry + KEY) == key) {
        Unchecked.put(entry + VALUE, value);
        return;
      }
    }
    long entry = Unchecked.allocate(BYTES);
    Unchecked.put(entry + KEY, key);
    Unchecked.put(entry + VALUE, value);
    Unchecked.put(entry + NEXT, first);
    Unchecked.put(bucket, entry);
  }

  private long value(long key) {
    for (long entry = Unchecked.get(bucket(key)); entry != 0; entry = Unchecked.get(entry + NEXT)) {
      if (Unchecked.get(entry + KEY) == key) {
        return Unchecked.get(entry + VALUE);
      }
    }
    return -1;
  }

  private void remove(long key) {
    long bucket = bucket(key);
    long previous = 0;
    long entry = Unchecked.get(bucket);
    while (Unchecked.get(entry + KEY) != key) {
      previous = entry;
      entry = Unchecked.get(entry + NEXT);
    }
    long next = Unchecked.get(entry + NEXT);
    if (previous != 0) {
      Unchecked.put(previous + NEXT, next);
    } else {
      Unchecked.put(bucket, next);
    }
    Unchecked.free(entry);
  }
}
