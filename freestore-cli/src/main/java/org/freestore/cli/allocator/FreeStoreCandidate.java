// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.allocator;

import org.freestore.FreeStore;
import org.freestore.FreeStoreException;
import org.freestore.OutOfFreeStoreException;

/// Freestore: a store of its own, default options, raw addresses.
final class FreeStoreCandidate implements Candidate {
  private final FreeStore store = FreeStore.open();

  @Override
  public long malloc(int slot, long byteSize) {
    try {
      return store.malloc(byteSize);
    } catch (OutOfFreeStoreException e) {
      return REFUSED;
    }
  }

  @Override
  public long calloc(int slot, long byteSize) {
    try {
      return store.calloc(byteSize);
    } catch (OutOfFreeStoreException e) {
      return REFUSED;
    }
  }

  @Override
  public long alignedAlloc(int slot, long byteSize, long byteAlignment) {
    try {
      return store.alignedAlloc(byteSize, byteAlignment);
    } catch (OutOfFreeStoreException e) {
      return REFUSED;
    }
  }

  @Override
  public long realloc(int fromSlot, long address, int slot, long byteSize) {
    try {
      return store.realloc(address, byteSize);
    } catch (OutOfFreeStoreException e) {
      return REFUSED;
    }
  }

  @Override
  public void free(int slot, long address) {
    store.free(address);
  }

  @Override
  public void verify() {
    try {
      store.verify();
      StatisticsCheck.afterAllFreed(store.statistics());
    } catch (FreeStoreException e) {
      throw new AllocatorFault(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
