// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.FreeStore;

/// [BinaryTrees] of structs.
@SuppressWarnings("NullAway") // a node has two children or none
final class TreeStructs implements BinaryTrees.Trees {
  private Tree longLived = TreeStruct.create();

  @Override
  public long buildCountDelete(int depth) {
    Tree tree = build(depth);
    long nodes = count(tree);
    delete(tree);
    return nodes;
  }

  @Override
  public void buildLongLived(int depth) {
    delete(longLived);
    longLived = build(depth);
  }

  @Override
  public long countLongLived() {
    return count(longLived);
  }

  private static Tree build(int depth) {
    Tree tree = TreeStruct.create();
    if (depth > 0) {
      tree.left(build(depth - 1));
      tree.right(build(depth - 1));
    }
    return tree;
  }

  private static long count(Tree tree) {
    Tree left = tree.left();
    return left == null ? 1 : 1 + count(left) + count(tree.right());
  }

  private static void delete(Tree tree) {
    Tree left = tree.left();
    if (left != null) {
      delete(left);
      delete(tree.right());
    }
    FreeStore.delete(tree);
  }
}
