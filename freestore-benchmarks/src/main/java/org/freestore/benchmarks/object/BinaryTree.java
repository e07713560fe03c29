// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.FreeStore;
import org.freestore.benchmarks.harness.Pass;
import org.freestore.benchmarks.harness.WorkHash;
import org.jspecify.annotations.Nullable;

/// An unbalanced tree of structs: insert keys in random order, look each up, walk all in order,
/// remove each.
@SuppressWarnings("NullAway") // every key that is looked for is there
final class BinaryTree implements Pass {
  private final Keys keys;
  private @Nullable TreeNode root;

  BinaryTree(Keys keys) {
    this.keys = keys;
  }

  @Override
  public long run() {
    long hash = 0;
    for (long key : keys.inserted()) {
      insert(key);
    }
    for (long key : keys.others()) {
      hash = WorkHash.fold(hash, find(key));
    }
    hash = walk(root, hash);
    for (long key : keys.others()) {
      remove(key);
    }
    return hash;
  }

  private void insert(long key) {
    TreeNode fresh = TreeNodeStruct.create();
    fresh.key(key);
    TreeNode node = root;
    if (node == null) {
      root = fresh;
      return;
    }
    while (true) {
      if (key < node.key()) {
        TreeNode left = node.left();
        if (left == null) {
          node.left(fresh);
          return;
        }
        node = left;
      } else {
        TreeNode right = node.right();
        if (right == null) {
          node.right(fresh);
          return;
        }
        node = right;
      }
    }
  }

  /// Returns how deep a key lies.
  private long find(long key) {
    long depth = 0;
    TreeNode node = root;
    for (long here; (here = node.key()) != key; depth++) {
      node = key < here ? node.left() : node.right();
    }
    return depth;
  }

  private static long walk(TreeNode node, long hash) {
    TreeNode left = node.left();
    TreeNode right = node.right();
    if (left != null) {
      hash = walk(left, hash);
    }
    hash = WorkHash.fold(hash, node.key());
    return right == null ? hash : walk(right, hash);
  }

  private void remove(long key) {
    TreeNode parent = null;
    TreeNode node = root;
    for (long here; (here = node.key()) != key; ) {
      parent = node;
      node = key < here ? node.left() : node.right();
    }
    TreeNode left = node.left();
    TreeNode right = node.right();
    if (left != null && right != null) {
      TreeNode heir = right;
      parent = node;
      while ((left = heir.left()) != null) {
        parent = heir;
        heir = left;
      }
      node.key(heir.key());
      node = heir;
      right = heir.right();
    }
    TreeNode child = left != null ? left : right;
    if (parent == null) {
      root = child;
    } else if (node.equals(parent.left())) {
      parent.left(child);
    } else {
      parent.right(child);
    }
    FreeStore.delete(node);
  }
}
