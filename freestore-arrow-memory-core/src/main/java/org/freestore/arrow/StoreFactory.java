// SPDX-License-Identifier: Apache-2.0
package org.freestore.arrow;

import java.lang.foreign.Arena;
import java.util.Objects;
import org.apache.arrow.memory.AllocationManager;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.ReferenceManager;
import org.freestore.FreeStore;
import org.freestore.OutOfFreeStoreException;

/// Makes Arrow's allocation managers, with memory of one store.
final class StoreFactory implements AllocationManager.Factory {
  /// What Arrow recommends, and what a cache line is.
  private static final int ALIGNMENT_BYTES = 64;

  static {
    FreeStore.addAdapters(StoreFactory.class, BufferAllocator.class);
  }

  private final FreeStore store;

  StoreFactory(FreeStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  /// @throws OutOfMemoryException if the store's limit is reached or the system has no more memory
  @Override
  public AllocationManager create(BufferAllocator accountant, long byteSize) {
    long address = allocate(byteSize);
    try {
      return new FreeStoreAllocationManager(accountant, store, address, byteSize);
    } catch (RuntimeException | Error e) {
      store.free(address); // the accountant is closed, or has no memory for its records
      throw e;
    }
  }

  /// Almost every size that Arrow asks for is a power of two, whose blocks are aligned by
  /// themselves: looking is faster than asking for it.
  private long allocate(long byteSize) {
    try {
      long address = store.malloc(byteSize);
      if ((address & ALIGNMENT_BYTES - 1) == 0 || byteSize < ALIGNMENT_BYTES) {
        return address;
      }
      store.free(address);
      return store.alignedAlloc(byteSize, ALIGNMENT_BYTES);
    } catch (OutOfFreeStoreException e) {
      throw new OutOfMemoryException(e.getMessage(), e);
    }
  }

  @Override
  public ArrowBuf empty() {
    return Empty.BUFFER;
  }

  /// Made at the first need: Arrow's buffers ask for their default factory while their class is
  /// initialized, and that factory has to be there by then.
  private static final class Empty {
    /// An empty buffer has an address, too. It is nobody's block, so as not to look like a leak.
    static final ArrowBuf BUFFER =
        new ArrowBuf(
            ReferenceManager.NO_OP,
            null,
            0,
            Arena.global().allocate(ALIGNMENT_BYTES, ALIGNMENT_BYTES).address());
  }
}
