// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

/// [BinaryTrees] of structs by references.
final class TreesByReference implements BinaryTrees.Trees {
  private long longLived = build(0);

  @Override
  public long buildCountDelete(int depth) {
    long tree = build(depth);
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

  private static long build(int depth) {
    long tree = TreeStruct.References.create();
    if (depth > 0) {
      TreeStruct.References.left(tree, build(depth - 1));
      TreeStruct.References.right(tree, build(depth - 1));
    }
    return tree;
  }

  private static long count(long tree) {
    long left = TreeStruct.References.left(tree);
    return left == 0 ? 1 : 1 + count(left) + count(TreeStruct.References.right(tree));
  }

  private static void delete(long tree) {
    long left = TreeStruct.References.left(tree);
    if (left != 0) {
      delete(left);
      delete(TreeStruct.References.right(tree));
    }
    TreeStruct.References.delete(tree);
  }
}
