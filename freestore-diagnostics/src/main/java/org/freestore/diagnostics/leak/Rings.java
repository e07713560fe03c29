// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// Finds the rings of a graph, by Tarjan's algorithm, with stacks of its own in place of recursion:
/// a list of a million objects must not overflow the thread's.
final class Rings {
  private static final int UNVISITED = 0;

  private final Graph graph;
  private final IntPredicate inside;

  /// When a block was visited, from 1; after that of its ring, the negative number of the ring.
  private final int[] order;

  /// The earliest block that is known to be in the same ring.
  private final int[] low;

  private final IntStack path = new IntStack();
  private final IntStack edges = new IntStack();
  private final IntStack open = new IntStack();
  private final List<int[]> rings = new ArrayList<>();
  private int visited;

  private Rings(Graph graph, IntPredicate inside) {
    this.graph = graph;
    this.inside = inside;
    order = new int[graph.count()];
    low = new int[graph.count()];
  }

  /// Returns the rings to which no block outside of them leads, each in ascending order.
  ///
  /// @param inside which blocks to look at; there may be none
  static List<int[]> sources(Graph graph, IntPredicate inside) {
    int first = 0;
    while (first < graph.count() && !inside.test(first)) {
      first++;
    }
    if (first == graph.count()) {
      return List.of();
    }
    Rings search = new Rings(graph, inside);
    for (int block = first; block < graph.count(); block++) {
      if (inside.test(block) && search.order[block] == UNVISITED) {
        search.visitFrom(block);
      }
    }
    return search.sources();
  }

  private void visitFrom(int start) {
    enter(start);
    while (!path.isEmpty()) {
      int block = path.top();
      int edge = edges.pop();
      if (edge < graph.degree(block)) {
        edges.push(edge + 1);
        follow(block, graph.target(block, edge));
      } else {
        leave(block);
      }
    }
  }

  private void enter(int block) {
    order[block] = ++visited;
    low[block] = visited;
    path.push(block);
    edges.push(0);
    open.push(block);
  }

  private void follow(int block, int target) {
    if (!inside.test(target)) {
      return;
    }
    if (order[target] == UNVISITED) {
      enter(target);
    } else if (order[target] > 0) {
      low[block] = Math.min(low[block], order[target]);
    }
  }

  private void leave(int block) {
    path.pop();
    if (!path.isEmpty()) {
      low[path.top()] = Math.min(low[path.top()], low[block]);
    }
    if (low[block] == order[block]) {
      close(block);
    }
  }

  private void close(int first) {
    int member;
    IntStack ring = new IntStack();
    do {
      member = open.pop();
      ring.push(member);
      order[member] = -1 - rings.size();
    } while (member != first);
    int[] members = ring.cut(0);
    Arrays.sort(members);
    rings.add(members);
  }

  private List<int[]> sources() {
    boolean[] led = new boolean[rings.size()];
    for (int[] ring : rings) {
      for (int block : ring) {
        for (int edge = 0; edge < graph.degree(block); edge++) {
          int target = graph.target(block, edge);
          if (inside.test(target) && order[target] != order[block]) {
            led[-1 - order[target]] = true;
          }
        }
      }
    }
    List<int[]> sources = new ArrayList<>();
    for (int i = 0; i < led.length; i++) {
      if (!led[i]) {
        sources.add(rings.get(i));
      }
    }
    return sources;
  }
}
