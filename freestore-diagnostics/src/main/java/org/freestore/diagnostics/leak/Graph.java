// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import org.freestore.ObjectKind;
import org.freestore.diagnostics.snapshot.Blocks;
import org.freestore.diagnostics.snapshot.Pointers;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

/// Who leads to whom in a snapshot.
///
/// That is its pointers, with one change: a block that counts the shared pointers to an object does
/// not lead to the object. It is there because the object is, and so the object leads to it.
final class Graph {
  private final Snapshot snapshot;
  private final Blocks blocks;
  private final Pointers pointers;

  /// Of each object the block that counts its shared pointers, + 1; `null` where there is none.
  private final int @Nullable [] counts;

  Graph(Snapshot snapshot) {
    this.snapshot = snapshot;
    blocks = snapshot.blocks();
    pointers = snapshot.pointers();
    counts = findCounts();
  }

  private int @Nullable [] findCounts() {
    boolean[] ofCounts = new boolean[blocks.shapes().size()];
    boolean any = false;
    for (int i = 0; i < ofCounts.length; i++) {
      ofCounts[i] = blocks.shapes().get(i).kind() == ObjectKind.CONTROL;
      any |= ofCounts[i];
    }
    if (!any) {
      return null;
    }
    int[] found = new int[blocks.count()];
    for (int block = 0; block < found.length; block++) {
      if (ofCounts[blocks.shapeNumber(block)]) {
        for (int i = pointers.from(block); i < pointers.to(block); i++) {
          found[pointers.target(i)] = block + 1;
        }
      }
    }
    return found;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  int count() {
    return blocks.count();
  }

  /// Returns how many others, or itself, a block leads to.
  int degree(int block) {
    int own = isCounts(block) ? 0 : pointers.to(block) - pointers.from(block);
    return own + (counts != null && counts[block] != 0 ? 1 : 0);
  }

  /// Returns where an edge leads.
  ///
  /// @param edge 0 to [#degree(int)] − 1
  int target(int block, int edge) {
    int pointer = pointers.from(block) + edge;
    if (!isCounts(block) && pointer < pointers.to(block)) {
      return pointers.target(pointer);
    }
    return counts == null ? block : counts[block] - 1;
  }

  /// Returns the property that an edge is in.
  String path(int block, int edge) {
    int pointer = pointers.from(block) + edge;
    return pointer < pointers.to(block) ? pointers.path(pointer) : "<shared pointers>";
  }

  boolean isCounts(int block) {
    return counts != null && blocks.kind(block) == ObjectKind.CONTROL;
  }
}
