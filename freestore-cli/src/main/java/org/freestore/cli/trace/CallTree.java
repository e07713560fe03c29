// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import java.util.Arrays;
import java.util.function.LongFunction;

/// heaptrack's tree of call stacks: node n was called from a node with a smaller number; 0 is the
/// root.
final class CallTree {
  /// The limit on nodes; 12 bytes of Java heap each.
  static final int MAX_NODES = 1 << 24;

  private static final int SHOWN_FRAMES = 4;

  private long[] instructions = new long[1 << 10];
  private int[] parents = new int[1 << 10];
  private int count = 1;

  /// Reads `instruction parent` and adds the node.
  void add(LineCursor line) {
    line.blank("an instruction");
    long instruction = line.hex("an instruction");
    line.blank("a parent node");
    int parent = index(line, "the number of an earlier call-tree node");
    line.finish("end of line");
    if (count == MAX_NODES) {
      throw line.malformed("at most " + MAX_NODES + " call-tree nodes");
    }
    if (count == parents.length) {
      instructions = Arrays.copyOf(instructions, count * 2);
      parents = Arrays.copyOf(parents, count * 2);
    }
    instructions[count] = instruction;
    parents[count++] = parent;
  }

  /// Reads the number of a node that exists, 0 included.
  int index(LineCursor line, String expected) {
    long node = line.hexSize(expected);
    if (node >= count) {
      throw line.malformed(expected + " (below " + Integer.toHexString(count) + ")");
    }
    return (int) node;
  }

  /// Returns the innermost frames of the stack that ends in `node`, innermost first.
  ///
  /// @param node a node's number; 0 gives the empty string
  /// @param frame says what stands at an instruction
  String describe(int node, LongFunction<String> frame) {
    StringBuilder stack = new StringBuilder();
    int shown = 0;
    for (int n = node; n > 0; n = parents[n]) {
      if (shown++ == SHOWN_FRAMES) {
        return stack.append(" ← …").toString();
      }
      stack.append(stack.isEmpty() ? "" : " ← ").append(frame.apply(instructions[n]));
    }
    return stack.toString();
  }
}
