// SPDX-License-Identifier: Apache-2.0
package org.freestore.arrow;

import org.apache.arrow.memory.AllocationManager;
import org.apache.arrow.memory.BufferAllocator;
import org.freestore.FreeStore;

/// The memory of one Arrow buffer: a block of a [FreeStore].
///
/// Arrow's root allocators use it by themselves where the jar `freestore-arrow-memory-core` is on
/// the class path, whatever other memory module is there, too. It can also be chosen by hand:
///
/// ```java
/// BufferAllocator allocator =
///     new RootAllocator(
///         RootAllocator.configBuilder()
///             .allocationManagerFactory(FreeStoreAllocationManager.FACTORY)
///             .build());
/// ```
///
/// Blocks of 64 bytes and more start at a multiple of 64, as [Arrow
/// recommends](https://arrow.apache.org/docs/format/Columnar.html#buffer-alignment-and-padding);
/// smaller ones at a multiple of 8, and of 16 where their size is one. Their bytes are unspecified,
/// as Arrow's own managers leave them.
///
/// **Threads.** Buffers may be allocated and released by any threads.
///
/// @implNote The only fields are what a free needs; counting and ownership are Arrow's.
public final class FreeStoreAllocationManager extends AllocationManager {
  /// Makes managers whose memory comes from [#store()].
  public static final AllocationManager.Factory FACTORY = new StoreFactory(ArrowStore.STORE);

  private final FreeStore store;
  private final long address;
  private final long byteSize;

  FreeStoreAllocationManager(
      BufferAllocator accountant, FreeStore store, long address, long byteSize) {
    super(accountant);
    this.store = store;
    this.address = address;
    this.byteSize = byteSize;
  }

  /// Returns the store of [#FACTORY], named `"arrow"`, to ask for its statistics and leaks. It has
  /// the protection of the global store (`-Dfreestore.protection=sites` records where each buffer
  /// was allocated), and with `-Dfreestore.leaks=report` it prints what is still allocated when the
  /// program ends. Closing it makes every later allocation through [#FACTORY] fail.
  public static FreeStore store() {
    return ArrowStore.STORE;
  }

  /// Returns a factory whose memory comes from a store of the caller's, with a limit, a protection
  /// or a leak listener of its own. The store must be open as long as buffers live.
  public static AllocationManager.Factory factory(FreeStore store) {
    return new StoreFactory(store);
  }

  /// Returns the size of the buffer, in bytes, as it was asked for.
  @Override
  public long getSize() {
    return byteSize;
  }

  @Override
  protected long memoryAddress() {
    return address;
  }

  @Override
  protected void release0() {
    store.free(address);
  }
}
