// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

/// What the owner's id in a slab's word stands for: a heap, or a store's large blocks.
public interface SlabOwner {

  /// Returns the store the owner belongs to; compared by identity.
  Object store();
}
