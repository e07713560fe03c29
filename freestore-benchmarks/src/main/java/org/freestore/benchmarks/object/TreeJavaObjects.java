// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.jspecify.annotations.Nullable;

/// [BinaryTrees] of plain Java objects.
@SuppressWarnings("NullAway") // a node has two children or none
final class TreeJavaObjects implements BinaryTrees.Trees {
  private record Node(@Nullable Node left, @Nullable Node right) {}

  private Node longLived = new Node(null, null);

  @Override
  public long buildCountDelete(int depth) {
    return count(build(depth));
  }

  @Override
  public void buildLongLived(int depth) {
    longLived = build(depth);
  }

  @Override
  public long countLongLived() {
    return count(longLived);
  }

  private static Node build(int depth) {
    return depth > 0 ? new Node(build(depth - 1), build(depth - 1)) : new Node(null, null);
  }

  private static long count(Node tree) {
    return tree.left == null ? 1 : 1 + count(tree.left) + count(tree.right);
  }
}
