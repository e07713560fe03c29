// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.benchmarks.harness.Pass;
import org.freestore.benchmarks.harness.WorkHash;

/// [BinaryTree] by references.
final class BinaryTreeByReference implements Pass {
  private final Keys keys;
  private long root;

  BinaryTreeByReference(Keys keys) {
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
    long fresh = TreeNodeStruct.References.create();
    TreeNodeStruct.References.key(fresh, key);
    long node = root;
    if (node == 0) {
      root = fresh;
      return;
    }
    while (true) {
      if (key < TreeNodeStruct.References.key(node)) {
        long left = TreeNodeStruct.References.left(node);
        if (left == 0) {
          TreeNodeStruct.References.left(node, fresh);
          return;
        }
        node = left;
      } else {
        long right = TreeNodeStruct.References.right(node);
        if (right == 0) {
          TreeNodeStruct.References.right(node, fresh);
          return;
        }
        node = right;
      }
    }
  }

  private long find(long key) {
    long depth = 0;
    long node = root;
    for (long here; (here = TreeNodeStruct.References.key(node)) != key; depth++) {
      node =
          key < here ? TreeNodeStruct.References.left(node) : TreeNodeStruct.References.right(node);
    }
    return depth;
  }

  private static long walk(long node, long hash) {
    long left = TreeNodeStruct.References.left(node);
    long right = TreeNodeStruct.References.right(node);
    if (left != 0) {
      hash = walk(left, hash);
    }
    hash = WorkHash.fold(hash, TreeNodeStruct.References.key(node));
    return right == 0 ? hash : walk(right, hash);
  }

  private void remove(long key) {
    long parent = 0;
    long node = root;
    for (long here; (here = TreeNodeStruct.References.key(node)) != key; ) {
      parent = node;
      node =
          key < here ? TreeNodeStruct.References.left(node) : TreeNodeStruct.References.right(node);
    }
    long left = TreeNodeStruct.References.left(node);
    long right = TreeNodeStruct.References.right(node);
    if (left != 0 && right != 0) {
      long heir = right;
      parent = node;
      while ((left = TreeNodeStruct.References.left(heir)) != 0) {
        parent = heir;
        heir = left;
      }
      TreeNodeStruct.References.key(node, TreeNodeStruct.References.key(heir));
      node = heir;
      right = TreeNodeStruct.References.right(heir);
    }
    long child = left != 0 ? left : right;
    if (parent == 0) {
      root = child;
    } else if (TreeNodeStruct.References.left(parent) == node) {
      TreeNodeStruct.References.left(parent, child);
    } else {
      TreeNodeStruct.References.right(parent, child);
    }
    TreeNodeStruct.References.delete(node);
  }
}
