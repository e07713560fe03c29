// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Names a ring of objects by the shortest way around it from its first object: `Node.next ->
/// Node.previous`. Rings of the same types and properties have the same name, wherever one begins.
final class CycleNames {
  private static final int LONGEST = 12;

  private final Graph graph;

  CycleNames(Graph graph) {
    this.graph = graph;
  }

  /// @param ring its blocks, ascending
  String name(int[] ring) {
    List<String> steps = steps(ring);
    int least = leastRotation(steps);
    Collections.rotate(steps, -least);
    if (steps.size() > LONGEST) {
      int more = steps.size() - LONGEST;
      steps = new ArrayList<>(steps.subList(0, LONGEST));
      steps.add("... " + more + " more");
    }
    return String.join(" -> ", steps);
  }

  private List<String> steps(int[] ring) {
    Map<Integer, long[]> cameBy = new HashMap<>();
    ArrayDeque<Integer> pending = new ArrayDeque<>();
    int start = ring[0];
    pending.add(start);
    while (!pending.isEmpty()) {
      int block = pending.remove();
      for (int edge = 0; edge < graph.degree(block); edge++) {
        int target = graph.target(block, edge);
        if (Arrays.binarySearch(ring, target) >= 0
            && cameBy.putIfAbsent(target, new long[] {block, edge}) == null) {
          if (target == start) {
            return wayBack(start, cameBy);
          }
          pending.add(target);
        }
      }
    }
    throw new IllegalStateException("not a ring: blocks=" + ring.length);
  }

  private List<String> wayBack(int start, Map<Integer, long[]> cameBy) {
    List<String> steps = new ArrayList<>();
    int at = start;
    do {
      long[] came = cameBy.getOrDefault(at, new long[2]);
      int block = (int) came[0];
      steps.add(simpleName(block) + separator(block, (int) came[1]));
      at = block;
    } while (at != start);
    Collections.reverse(steps);
    return steps;
  }

  private String separator(int block, int edge) {
    String path = graph.path(block, edge);
    return path.startsWith("[") ? path : "." + path;
  }

  private String simpleName(int block) {
    String name = graph.snapshot().blocks().typeName(block);
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }

  /// Returns where the ring's name begins so that it is the first in the alphabet: two candidates
  /// are compared step by step, and the one that loses moves on by all that was compared, so that
  /// the time is in proportion to the steps.
  private static int leastRotation(List<String> steps) {
    int size = steps.size();
    int a = 0;
    int b = 1;
    int same = 0;
    while (a < size && b < size && same < size) {
      int order = steps.get((a + same) % size).compareTo(steps.get((b + same) % size));
      if (order == 0) {
        same++;
        continue;
      }
      if (order > 0) {
        a += same + 1;
      } else {
        b += same + 1;
      }
      b += a == b ? 1 : 0;
      same = 0;
    }
    return Math.min(a, b);
  }
}
