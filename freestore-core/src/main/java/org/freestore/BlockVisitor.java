// SPDX-License-Identifier: Apache-2.0
package org.freestore;

/// Is shown the blocks of a store: see [FreeStore#walk(BlockVisitor)].
@FunctionalInterface
public interface BlockVisitor {

  /// Is shown a block.
  ///
  /// @param address where it starts
  /// @param usableBytes how many bytes of it may be used
  void block(long address, long usableBytes);
}
