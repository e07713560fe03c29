// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Merges sites into a [SiteTree]. Not safe for use by several threads.
public final class SiteTreeBuilder {
  private static final int MOST_NODES = 6_000;
  private static final int DEEPEST = 128;

  private final Frame root;
  private int frames;

  private static final class Frame {
    final String name;
    final int type;
    final Map<String, Frame> children = new LinkedHashMap<>();
    long byteSize;
    long count;

    Frame(String name, int type) {
      this.name = name;
      this.type = type;
    }
  }

  /// @param name what stands for everything
  public SiteTreeBuilder(String name) {
    root = new Frame(name, SiteTree.NO_TYPE);
  }

  /// Adds what is live of one site and type.
  ///
  /// @param frames innermost first; of more than 128 the innermost are kept
  /// @param typeName the type
  /// @param type its number in the page's list of names
  /// @param byteSize how much is live, in bytes
  /// @param count how many objects and blocks are live
  public void add(List<String> frames, String typeName, int type, long byteSize, long count) {
    Frame frame = root;
    grow(frame, byteSize, count);
    for (int i = Math.min(DEEPEST, frames.size()) - 1; i >= 0; i--) {
      frame = child(frame, frames.get(i), SiteTree.NO_TYPE);
      grow(frame, byteSize, count);
    }
    grow(child(frame, typeName, type), byteSize, count);
  }

  private static void grow(Frame frame, long byteSize, long count) {
    frame.byteSize += byteSize;
    frame.count += count;
  }

  private Frame child(Frame parent, String name, int type) {
    String key = type == SiteTree.NO_TYPE ? name : type + " " + name;
    return parent.children.computeIfAbsent(
        key,
        _ -> {
          frames++;
          return new Frame(name, type);
        });
  }

  /// Returns the tree. Of a very large one the smallest frames are left out, and said to be.
  public SiteTree build(String about) {
    long least = frames <= MOST_NODES ? 0 : leastOfLargest();
    return new SiteTree(about, node(root, least));
  }

  /// Returns the size that only as many frames reach as may be shown.
  private long leastOfLargest() {
    List<Long> sizes = new ArrayList<>();
    collect(root, sizes);
    sizes.sort(null);
    return sizes.get(sizes.size() - MOST_NODES) + 1;
  }

  private static void collect(Frame frame, List<Long> sizes) {
    sizes.add(frame.byteSize);
    frame.children.values().forEach(child -> collect(child, sizes));
  }

  private static SiteTree.Node node(Frame frame, long least) {
    List<SiteTree.Node> children = new ArrayList<>();
    long restBytes = 0;
    long restCount = 0;
    for (Frame child : frame.children.values()) {
      if (child.byteSize >= least) {
        children.add(node(child, least));
      } else {
        restBytes += child.byteSize;
        restCount += child.count;
      }
    }
    if (restCount > 0) {
      children.add(
          new SiteTree.Node("(smaller sites)", SiteTree.NO_TYPE, restBytes, restCount, List.of()));
    }
    return new SiteTree.Node(frame.name, frame.type, frame.byteSize, frame.count, children);
  }
}
