// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.List;

/// Where what is live was allocated, as a tree of frames.
///
/// @param about one or two sentences below the title
/// @param root everything; made by [SiteTreeBuilder]
public record SiteTree(String about, Node root) implements Section {
  /// What stands for no type.
  static final int NO_TYPE = -1;

  @Override
  public String id() {
    return "sites";
  }

  @Override
  public String title() {
    return "Where it was allocated";
  }

  /// A frame, with what was allocated under it; or, innermost, a type.
  ///
  /// @param name the frame
  /// @param type the type's number in the page's list of names, or -1 for a frame
  /// @param byteSize how much is live, in bytes
  /// @param count how many objects and blocks are live
  /// @param children the frames that it called, and the types that it allocated
  public record Node(String name, int type, long byteSize, long count, List<Node> children) {
    /// Copies the list.
    public Node {
      children = List.copyOf(children);
    }
  }
}
