// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.freestore.ObjectKind;
import org.freestore.diagnostics.snapshot.Blocks;
import org.freestore.diagnostics.snapshot.Snapshot;

/// Says of every live block who leads to it.
///
/// In this order, each step only among what the steps before left over:
///
/// 1. what roots lead to is reachable;
/// 2. what suppressed blocks are, and lead to, is suppressed;
/// 3. that to which nobody leads but itself is a direct leak, and what direct leaks lead to is
///    indirect;
/// 4. what is left is in a ring, or behind one. Rings to which no other leads are cycles (strongly
///    connected components; R. Tarjan, *Depth-first search and linear graph algorithms*, 1972), and
///    what they lead to is indirect.
///
/// LeakSanitizer takes step 3 only, and calls the objects of a ring indirect leaks of nothing.
/// Takes time in proportion to blocks and pointers, and 9 bytes a block, 21 with rings.
final class Classification {
  /// Of blocks that nobody holds.
  static final int NOBODY = -1;

  private static final byte UNSEEN = -1;
  private static final Reach[] REACHES = Reach.values();

  private final Graph graph;
  private final Blocks blocks;
  private final byte[] reach;
  private final int[] holder;
  private final IntStack pending = new IntStack();
  private final List<int[]> cycles = new ArrayList<>();

  private Classification(Graph graph) {
    this.graph = graph;
    blocks = graph.snapshot().blocks();
    reach = new byte[graph.count()];
    holder = new int[graph.count()];
    Arrays.fill(reach, UNSEEN);
    Arrays.fill(holder, NOBODY);
  }

  /// Classifies.
  ///
  /// @param suppressed which blocks are to be left out, with what they lead to
  static Classification of(Snapshot snapshot, IntPredicate suppressed) {
    Classification classes = new Classification(new Graph(snapshot));
    classes.floodFromRoots();
    classes.floodFromSuppressed(suppressed);
    classes.findDirect();
    classes.findCycles();
    return classes;
  }

  Reach reach(int block) {
    return REACHES[reach[block]];
  }

  /// Returns the direct leak, or the first object of the cycle, that an indirect leak is counted
  /// with: one of those that lead to it. [#NOBODY] for all others.
  int holder(int block) {
    return holder[block];
  }

  /// Returns the cycles, each as its blocks.
  List<int[]> cycles() {
    return cycles;
  }

  Graph graph() {
    return graph;
  }

  private void floodFromRoots() {
    for (int block = 0; block < reach.length; block++) {
      if (blocks.isRoot(block)) {
        flood(block, Reach.REACHABLE, Reach.REACHABLE, NOBODY);
      }
    }
  }

  private void floodFromSuppressed(IntPredicate suppressed) {
    for (int block = 0; block < reach.length; block++) {
      if (reach[block] == UNSEEN && suppressed.test(block)) {
        flood(block, Reach.SUPPRESSED, Reach.SUPPRESSED, NOBODY);
      }
    }
  }

  /// Marks a block, and what it leads to, as far as that is not marked.
  private void flood(int from, Reach itself, Reach others, int by) {
    if (reach[from] == UNSEEN) {
      reach[from] = code(itself);
    }
    pending.push(from);
    while (!pending.isEmpty()) {
      int block = pending.pop();
      int degree = graph.degree(block);
      for (int edge = 0; edge < degree; edge++) {
        int target = graph.target(block, edge);
        if (reach[target] == UNSEEN) {
          reach[target] = code(others);
          holder[target] = by;
          pending.push(target);
        }
      }
    }
  }

  @SuppressWarnings("EnumOrdinal") // lives as long as this object
  private static byte code(Reach reach) {
    return (byte) reach.ordinal();
  }

  private void findDirect() {
    boolean[] held = heldByOthers();
    for (int block = 0; block < reach.length; block++) {
      if (reach[block] == UNSEEN && !held[block]) {
        boolean text = blocks.kind(block) == ObjectKind.TEXT;
        flood(block, text ? Reach.UNSETTLED : Reach.DIRECT, Reach.INDIRECT, block);
      }
    }
  }

  private boolean[] heldByOthers() {
    boolean[] held = new boolean[reach.length];
    for (int block = 0; block < reach.length; block++) {
      if (reach[block] == UNSEEN) {
        int degree = graph.degree(block);
        for (int edge = 0; edge < degree; edge++) {
          int target = graph.target(block, edge);
          held[target] |= target != block;
        }
      }
    }
    return held;
  }

  private void findCycles() {
    for (int[] ring : Rings.sources(graph, block -> reach[block] == UNSEEN)) {
      for (int block : ring) {
        reach[block] = code(Reach.CYCLE);
      }
      cycles.add(ring);
    }
    for (int[] ring : cycles) {
      for (int block : ring) {
        flood(block, Reach.CYCLE, Reach.INDIRECT, ring[0]);
      }
    }
  }
}
