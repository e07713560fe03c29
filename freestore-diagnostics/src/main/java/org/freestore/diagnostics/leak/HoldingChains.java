// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.freestore.diagnostics.snapshot.Blocks;
import org.freestore.diagnostics.snapshot.Snapshot;

/// How each live block is held: the shortest chain of pointers from a root, else from a direct
/// leak, else from an object of a cycle.
///
/// Immutable, for any threads. Takes time in proportion to blocks and pointers, and 8 bytes a block
/// more than telling who leads to it.
public final class HoldingChains {
  private static final int UNSEEN = -2;
  private static final int FIRST = -1;

  private final Classification classes;
  private final Blocks blocks;
  private final int[] holder;
  private final int[] edge;

  /// One block of a chain.
  ///
  /// @param path the property of the block before that points to it, as `engine.next`; empty for
  ///   the first
  /// @param block its number
  public record Link(String path, int block) {}

  private HoldingChains(Snapshot snapshot) {
    classes = Classification.of(snapshot, _ -> false);
    blocks = snapshot.blocks();
    holder = new int[blocks.count()];
    edge = new int[blocks.count()];
    Arrays.fill(holder, UNSEEN);
  }

  /// Finds the chains of all blocks.
  ///
  /// @throws IllegalArgumentException if the snapshot does not say who points to whom
  public static HoldingChains of(Snapshot snapshot) {
    if (!snapshot.origin().pointersFollowed()) {
      throw new IllegalArgumentException("snapshot was taken without pointers: " + snapshot);
    }
    HoldingChains chains = new HoldingChains(snapshot);
    chains.searchFrom(Reach.REACHABLE);
    chains.searchFrom(Reach.DIRECT);
    chains.searchFrom(Reach.UNSETTLED);
    chains.searchFrom(Reach.CYCLE);
    return chains;
  }

  /// Breadth first, so that the first chain found is a shortest. What leads nowhere but into itself
  /// has several firsts, one after the other.
  private void searchFrom(Reach reach) {
    int[] queue = new int[holder.length];
    int end = 0;
    if (reach != Reach.CYCLE) {
      for (int block = 0; block < holder.length; block++) {
        if (isFirst(block, reach)) {
          holder[block] = FIRST;
          queue[end++] = block;
        }
      }
      follow(queue, 0, end);
      return;
    }
    for (int block = 0; block < holder.length; block++) {
      if (isFirst(block, reach)) {
        holder[block] = FIRST;
        queue[end] = block;
        end = follow(queue, end, end + 1);
      }
    }
  }

  private boolean isFirst(int block, Reach reach) {
    boolean first = reach != Reach.REACHABLE || blocks.isRoot(block);
    return holder[block] == UNSEEN && first && classes.reach(block) == reach;
  }

  private int follow(int[] queue, int from, int to) {
    Graph graph = classes.graph();
    int end = to;
    for (int at = from; at < end; at++) {
      int block = queue[at];
      int degree = graph.degree(block);
      for (int i = 0; i < degree; i++) {
        int target = graph.target(block, i);
        if (holder[target] == UNSEEN) {
          holder[target] = block;
          edge[target] = i;
          queue[end++] = target;
        }
      }
    }
    return end;
  }

  /// Returns who leads to a block. Nothing is suppressed.
  public Reach reach(int block) {
    return classes.reach(block);
  }

  /// Returns the chain to a block, that one included, from what holds all of it inwards.
  ///
  /// @param most how many links; of a longer chain the innermost are returned
  public List<Link> chain(int block, int most) {
    List<Link> links = new ArrayList<>();
    int at = block;
    while (links.size() < most && holder[at] >= 0) {
      links.add(new Link(classes.graph().path(holder[at], edge[at]), at));
      at = holder[at];
    }
    if (links.size() < most) {
      links.add(new Link("", at));
    }
    return links.reversed();
  }
}
