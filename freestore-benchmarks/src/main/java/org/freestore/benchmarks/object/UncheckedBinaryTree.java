// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.benchmarks.harness.Pass;
import org.freestore.benchmarks.harness.WorkHash;

/// [BinaryTree] over raw blocks.
final class UncheckedBinaryTree implements Pass {
  private static final int KEY = 0;
  private static final int LEFT = 8;
  private static final int RIGHT = 16;
  private static final int BYTES = 24;

  private final Keys keys;
  private long root;

  UncheckedBinaryTree(Keys keys) {
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
    long fresh = Unchecked.allocate(BYTES);
    Unchecked.put(fresh + KEY, key);
    Unchecked.put(fresh + LEFT, 0);
    Unchecked.put(fresh + RIGHT, 0);
    long node = root;
    if (node == 0) {
      root = fresh;
      return;
    }
    while (true) {
      if (key < Unchecked.get(node + KEY)) {
        long left = Unchecked.get(node + LEFT);
        if (left == 0) {
          Unchecked.put(node + LEFT, fresh);
          return;
        }
        node = left;
      } else {
        long right = Unchecked.get(node + RIGHT);
        if (right == 0) {
          Unchecked.put(node + RIGHT, fresh);
          return;
        }
        node = right;
      }
    }
  }

  private long find(long key) {
    long depth = 0;
    long node = root;
    for (long here; (here = Unchecked.get(node + KEY)) != key; depth++) {
      node = key < here ? Unchecked.get(node + LEFT) : Unchecked.get(node + RIGHT);
    }
    return depth;
  }

  private static long walk(long node, long hash) {
    long left = Unchecked.get(node + LEFT);
    long right = Unchecked.get(node + RIGHT);
    if (left != 0) {
      hash = walk(left, hash);
    }
    hash = WorkHash.fold(hash, Unchecked.get(node + KEY));
    return right == 0 ? hash : walk(right, hash);
  }

  private void remove(long key) {
    long parent = 0;
    long node = root;
    for (long here; (here = Unchecked.get(node + KEY)) != key; ) {
      parent = node;
      node = key < here ? Unchecked.get(node + LEFT) : Unchecked.get(node + RIGHT);
    }
    long left = Unchecked.get(node + LEFT);
    long right = Unchecked.get(node + RIGHT);
    if (left != 0 && right != 0) {
      long heir = right;
      parent = node;
      while ((left = Unchecked.get(heir + LEFT)) != 0) {
        parent = heir;
        heir = left;
      }
      Unchecked.put(node + KEY, Unchecked.get(heir + KEY));
      node = heir;
      right = Unchecked.get(heir + RIGHT);
    }
    long child = left != 0 ? left : right;
    if (parent == 0) {
      root = child;
    } else if (Unchecked.get(parent + LEFT) == node) {
      Unchecked.put(parent + LEFT, child);
    } else {
      Unchecked.put(parent + RIGHT, child);
    }
    Unchecked.free(node);
  }
}
