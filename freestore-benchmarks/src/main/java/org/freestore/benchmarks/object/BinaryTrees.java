// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.WorkHash;
import org.freestore.benchmarks.harness.Workers;

/// binary-trees of the Benchmarks Game: a stretch tree, a tree that lives long, and ever fewer ever
/// deeper trees that are built, counted and deleted, by one thread or shared out among several.
public final class BinaryTrees {
  private static final int DEPTH_MIN = 4;
  private static final int DEPTH_STEP = 4;
  private static final int WARMUP_DEPTH = 14;

  /// What trees are made of.
  interface Trees {
    /// Builds a tree, deletes it and returns how many nodes it had.
    long buildCountDelete(int depth);

    /// Builds a tree that stays until the next one.
    void buildLongLived(int depth);

    /// Returns how many nodes that tree has.
    long countLongLived();
  }

  private final Trees trees;
  private final int depth;
  private final int threads;
  private final long[][] nodes;

  private BinaryTrees(Trees trees, int depth, int threads) {
    this.trees = trees;
    this.depth = depth;
    this.threads = threads;
    this.nodes = new long[threads][depth + 1];
  }

  /// Measures and prints the result line.
  public static void run(Parameters parameters) {
    int depth = parameters.number("depth", 18);
    int threads = parameters.number("threads", 1);
    Trees trees =
        switch (Variant.ofProcess()) {
          case STRUCTS -> new TreeStructs();
          case STRUCTS_BY_REFERENCE -> new TreesByReference();
          case UNCHECKED -> new TreeAddresses();
          case JAVA -> new TreeJavaObjects();
          default -> throw Variant.ofProcess().missing();
        };
    BinaryTrees warmup = new BinaryTrees(trees, Math.min(depth, WARMUP_DEPTH), threads);
    new Measurement(parameters).warmUp(warmup::pass);
    BinaryTrees test = new BinaryTrees(trees, depth, threads);
    Measurement.printOnce(CpuClock.PROCESS, test::pass, test.nodesOfPass());
  }

  private long pass() {
    long hash = WorkHash.fold(0, trees.buildCountDelete(depth + 1));
    trees.buildLongLived(depth);
    if (threads == 1) {
      body(0);
    } else {
      Workers.run(threads, this::body);
    }
    for (int each = DEPTH_MIN; each <= depth; each += DEPTH_STEP) {
      long sum = 0;
      for (long[] ofThread : nodes) {
        sum += ofThread[each];
      }
      hash = WorkHash.fold(hash, sum);
    }
    hash = WorkHash.fold(hash, trees.countLongLived());
    trees.buildLongLived(0);
    return hash;
  }

  private void body(int index) {
    for (int each = DEPTH_MIN; each <= depth; each += DEPTH_STEP) {
      long sum = 0;
      for (long i = index; i < count(each); i += threads) {
        sum += trees.buildCountDelete(each);
      }
      nodes[index][each] = sum;
    }
  }

  private long count(int each) {
    return 1L << (depth - each + DEPTH_MIN);
  }

  private long nodesOfPass() {
    long sum = (4L << depth) - 1 + (2L << depth) - 1;
    for (int each = DEPTH_MIN; each <= depth; each += DEPTH_STEP) {
      sum += count(each) * ((2L << each) - 1);
    }
    return sum;
  }
}
