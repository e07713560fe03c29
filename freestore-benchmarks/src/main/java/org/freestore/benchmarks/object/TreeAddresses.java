// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

/// [BinaryTrees] of raw blocks, nothing checked.
final class TreeAddresses implements BinaryTrees.Trees {
  private static final int LEFT = 0;
  private static final int RIGHT = 8;
  private static final int BYTES = 16;

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
    long tree = Unchecked.allocate(BYTES);
    Unchecked.put(tree + LEFT, depth > 0 ? build(depth - 1) : 0);
    Unchecked.put(tree + RIGHT, depth > 0 ? build(depth - 1) : 0);
    return tree;
  }

  private static long count(long tree) {
    long left = Unchecked.get(tree + LEFT);
    return left == 0 ? 1 : 1 + count(left) + count(Unchecked.get(tree + RIGHT));
  }

  private static void delete(long tree) {
    long left = Unchecked.get(tree + LEFT);
    if (left != 0) {
      delete(left);
      delete(Unchecked.get(tree + RIGHT));
    }
    Unchecked.free(tree);
  }
}
