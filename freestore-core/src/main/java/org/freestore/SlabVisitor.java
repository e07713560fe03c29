// SPDX-License-Identifier: Apache-2.0
package org.freestore;

/// Is shown slabs: [FreeStore#walkSlabs(SlabVisitor)].
@FunctionalInterface
public interface SlabVisitor {

  /// Is shown a slab or a large block.
  void slab(SlabStatistics slab);
}
