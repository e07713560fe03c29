// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// A node of [BinaryTrees], as `struct tree` of binary_trees.c.
@Struct
public interface Tree {
  /// Returns the left half.
  @Nullable Tree left();

  /// Sets the left half.
  void left(@Nullable Tree value);

  /// Returns the right half.
  @Nullable Tree right();

  /// Sets the right half.
  void right(@Nullable Tree value);
}
