// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.Arena;

/// What the fuzzer does with a store: a [FreeStore], or one with a planted bug.
interface FuzzedStore extends AutoCloseable {
  long malloc(long byteSize);

  long calloc(long byteSize);

  long alignedAlloc(long byteSize, long byteAlignment);

  long realloc(long address, long byteSize);

  void free(long address);

  void free(long address, long byteSize);

  void free(long address, long byteSize, long byteAlignment);

  long usableSize(long address);

  Arena arena();

  void trim();

  void verify();

  void walk(BlockVisitor visitor);

  FreeStoreStatistics statistics();

  @Override
  void close();

  /// Returns a store as it is.
  static FuzzedStore of(FreeStore store) {
    return new Genuine(store);
  }

  /// A store as it is; to be extended by what plants a bug.
  class Genuine implements FuzzedStore {
    final FreeStore store;

    Genuine(FreeStore store) {
      this.store = store;
    }

    @Override
    public long malloc(long byteSize) {
      return store.malloc(byteSize);
    }

    @Override
    public long calloc(long byteSize) {
      return store.calloc(byteSize);
    }

    @Override
    public long alignedAlloc(long byteSize, long byteAlignment) {
      return store.alignedAlloc(byteSize, byteAlignment);
    }

    @Override
    public long realloc(long address, long byteSize) {
      return store.realloc(address, byteSize);
    }

    @Override
    public void free(long address) {
      store.free(address);
    }

    @Override
    public void free(long address, long byteSize) {
      store.free(address, byteSize);
    }

    @Override
    public void free(long address, long byteSize, long byteAlignment) {
      store.free(address, byteSize, byteAlignment);
    }

    @Override
    public long usableSize(long address) {
      return store.usableSize(address);
    }

    @Override
    public Arena arena() {
      return store.arena();
    }

    @Override
    public void trim() {
      store.trim();
    }

    @Override
    public void verify() {
      store.verify();
    }

    @Override
    public void walk(BlockVisitor visitor) {
      store.walk(visitor);
    }

    @Override
    public FreeStoreStatistics statistics() {
      return store.statistics();
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
