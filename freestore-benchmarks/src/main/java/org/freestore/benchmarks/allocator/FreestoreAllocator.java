// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.allocator;

import org.freestore.FreeStore;

/// Freestore through its public raw API, default options.
///
/// A record, because the compiler trusts the fields of records: a constant allocator makes a
/// constant store, as `FreeStore.global()` is in a program.
record FreestoreAllocator(FreeStore store) implements Allocator {
  static FreestoreAllocator global() {
    return new FreestoreAllocator(FreeStore.global());
  }

  @Override
  public long allocate(long bytes) {
    return store.malloc(bytes);
  }

  @Override
  public long allocateZeroed(long bytes) {
    return store.calloc(bytes);
  }

  @Override
  public long allocateAligned(long bytes, long alignment) {
    return store.alignedAlloc(bytes, alignment);
  }

  @Override
  public long reallocate(long address, long bytes) {
    return store.realloc(address, bytes);
  }

  @Override
  public void free(long address) {
    store.free(address);
  }

  @Override
  public void trim() {
    store.trim();
  }

  @Override
  public Allocator rehearsal() {
    return new FreestoreAllocator(FreeStore.open());
  }

  @Override
  public void endRehearsal() {
    store.close();
  }
}
