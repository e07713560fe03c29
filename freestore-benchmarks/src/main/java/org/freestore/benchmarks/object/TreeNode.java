// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// A node of a [BinaryTree], as `struct tree` of structures.c.
@Struct
public interface TreeNode {
  /// Returns the key.
  long key();

  /// Sets the key.
  void key(long value);

  /// Returns the tree of smaller keys.
  @Nullable TreeNode left();

  /// Sets the tree of smaller keys.
  void left(@Nullable TreeNode value);

  /// Returns the tree of larger keys.
  @Nullable TreeNode right();

  /// Sets the tree of larger keys.
  void right(@Nullable TreeNode value);
}
