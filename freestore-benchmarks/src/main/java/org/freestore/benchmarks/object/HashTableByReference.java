// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.LongArray;
import org.freestore.benchmarks.harness.Pass;
import org.freestore.benchmarks.harness.WorkHash;

/// [HashTable] by references.
final class HashTableByReference implements Pass {
  private final Keys keys;
  private final int shift;
  private final LongArray buckets;

  HashTableByReference(Keys keys) {
    this.keys = keys;
    int bits = HashTable.bucketBits(keys.count());
    shift = Long.SIZE - bits;
    buckets = LongArray.create(1L << bits);
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
    return HashTable.spread(key) >>> shift;
  }

  private void put(long key, long value) {
    long bucket = bucket(key);
    long first = buckets.get(bucket);
    for (long entry = first; entry != 0; entry = TableEntryStruct.References.next(entry)) {
      if (TableEntryStruct.References.key(entry) == key) {
        TableEntryStruct.References.value(entry, value);
        return;
      }
    }
    long entry = TableEntryStruct.References.create();
    TableEntryStruct.References.key(entry, key);
    TableEntryStruct.References.value(entry, value);
    TableEntryStruct.References.next(entry, first);
    buckets.set(bucket, entry);
  }

  private long value(long key) {
    for (long entry = buckets.get(bucket(key));
        entry != 0;
        entry = TableEntryStruct.References.next(entry)) {
      if (TableEntryStruct.References.key(entry) == key) {
        return TableEntryStruct.References.value(entry);
      }
    }
    return -1;
  }

  private void remove(long key) {
    long bucket = bucket(key);
    long previous = 0;
    long entry = buckets.get(bucket);
    while (TableEntryStruct.References.key(entry) != key) {
      previous = entry;
      entry = TableEntryStruct.References.next(entry);
    }
    long next = TableEntryStruct.References.next(entry);
    if (previous != 0) {
      TableEntryStruct.References.next(previous, next);
    } else {
      buckets.set(bucket, next);
    }
    TableEntryStruct.References.delete(entry);
  }
}
