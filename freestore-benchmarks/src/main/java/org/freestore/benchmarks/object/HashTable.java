// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.FreeStore;
import org.freestore.PointerArray;
import org.freestore.benchmarks.harness.Pass;
import org.freestore.benchmarks.harness.WorkHash;

/// A hash table of structs, one chain for each bucket: insert keys, look up each and as many that
/// are not there, remove each.
final class HashTable implements Pass {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final int ELEMENTS_PER_BUCKET_MAX = 2;

  private final Keys keys;
  private final int shift;
  private final PointerArray<TableEntry> buckets;

  HashTable(Keys keys) {
    this.keys = keys;
    int bits = bucketBits(keys.count());
    shift = Long.SIZE - bits;
    buckets = FreeStore.createPointerArray(TableEntry.class, 1L << bits);
  }

  /// Returns the logarithm of the count of buckets for so many elements.
  static int bucketBits(long elements) {
    int bits = 1;
    while ((long) ELEMENTS_PER_BUCKET_MAX << bits < elements) {
      bits++;
    }
    return bits;
  }

  /// Returns the hash code of a key, whose uppermost bits are the bucket.
  static long spread(long key) {
    return key * SPREAD;
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
    return spread(key) >>> shift;
  }

  private void put(long key, long value) {
    long bucket = bucket(key);
    TableEntry first = buckets.get(bucket);
    for (TableEntry entry = first; entry != null; entry = entry.next()) {
      if (entry.key() == key) {
        entry.value(value);
        return;
      }
    }
    TableEntry entry = TableEntryStruct.create();
    entry.key(key);
    entry.value(value);
    entry.next(first);
    buckets.set(bucket, entry);
  }

  private long value(long key) {
    for (TableEntry entry = buckets.get(bucket(key)); entry != null; entry = entry.next()) {
      if (entry.key() == key) {
        return entry.value();
      }
    }
    return -1;
  }

  @SuppressWarnings("NullAway") // the key is there
  private void remove(long key) {
    long bucket = bucket(key);
    TableEntry previous = null;
    TableEntry entry = buckets.get(bucket);
    while (entry.key() != key) {
      previous = entry;
      entry = entry.next();
    }
    TableEntry next = entry.next();
    if (previous != null) {
      previous.next(next);
    } else {
      buckets.set(bucket, next);
    }
    FreeStore.delete(entry);
  }
}
