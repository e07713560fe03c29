// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.FreeStore;
import org.jspecify.annotations.Nullable;

/// A binary search tree whose nodes own their children: deleting the root deletes all of it.
///
/// ```cpp
/// int main() {
///   auto root = std::make_unique<TreeNode>(50);
///   for (int key : {30, 70, 20, 40, 60, 80}) insert(*root, key);
///   walk(*root);
///   root->left = std::move(root->left->right);   // deletes what was there, but not what was moved
/// }                                              // deletes the rest
/// ```
public final class BinarySearchTree {
  private BinarySearchTree() {}

  public static void main(String[] arguments) {
    TreeNode root = TreeNodeStruct.create(50);
    for (int key : new int[] {30, 70, 20, 40, 60, 80}) {
      insert(root, key);
    }
    System.out.println("in order:" + walk(root));

    TreeNode left = root.left();
    if (left != null) {
      TreeNode kept = left.releaseRight();
      System.out.print("deleted: ");
      root.left(kept);
      System.out.println();
    }
    System.out.println("in order:" + walk(root));

    System.out.print("deleted: ");
    FreeStore.delete(root);
    System.out.println();
  }

  private static void insert(TreeNode node, int key) {
    TreeNode below = key < node.key() ? node.left() : node.right();
    if (below != null) {
      insert(below, key);
    } else if (key < node.key()) {
      node.left(TreeNodeStruct.create(key));
    } else {
      node.right(TreeNodeStruct.create(key));
    }
  }

  private static String walk(@Nullable TreeNode node) {
    return node == null ? "" : walk(node.left()) + " " + node.key() + walk(node.right());
  }
}
