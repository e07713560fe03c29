// SPDX-License-Identifier: Apache-2.0
package org.freestore.arrow;

import org.apache.arrow.memory.AllocationManager;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.rounding.RoundingPolicy;
import org.freestore.FreeStore;

/// Makes Arrow's allocators.
final class Allocators {
  /// Arrow rounds up to powers of two, unless it is told not to.
  private static final RoundingPolicy AS_ASKED = size -> size;

  private Allocators() {}

  static RootAllocator of(AllocationManager.Factory factory) {
    return new RootAllocator(
        RootAllocator.configBuilder().allocationManagerFactory(factory).build());
  }

  static RootAllocator of(FreeStore store) {
    return of(FreeStoreAllocationManager.factory(store));
  }

  static RootAllocator withoutRounding(FreeStore store) {
    return new RootAllocator(
        RootAllocator.configBuilder()
            .allocationManagerFactory(FreeStoreAllocationManager.factory(store))
            .roundingPolicy(AS_ASKED)
            .build());
  }
}
