// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Owned;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// A node of a [BinarySearchTree], which owns what is below it.
///
/// ```cpp
/// struct TreeNode {
///   int key;
///   std::unique_ptr<TreeNode> left, right;
///   ~TreeNode() { std::cout << ' ' << key; }
/// };
/// ```
@Struct
public interface TreeNode {
  int key();

  void key(int value);

  @Owned
  @Nullable TreeNode left();

  void left(@Nullable TreeNode value);

  @Nullable TreeNode releaseLeft();

  @Owned
  @Nullable TreeNode right();

  void right(@Nullable TreeNode value);

  @Nullable TreeNode releaseRight();

  @Constructor
  static void keyed(TreeNode self, int key) {
    self.key(key);
  }

  @Destructor
  static void say(TreeNode self) {
    System.out.print(" " + self.key());
  }
}
