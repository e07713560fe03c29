// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import java.util.Arrays;
import org.freestore.benchmarks.foreign.ArenaRequests;
import org.freestore.benchmarks.foreign.ArrowBuffers;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.netty.BufferReplacement;
import org.freestore.benchmarks.netty.HttpEcho;
import org.freestore.benchmarks.netty.KeptBuffers;
import org.freestore.benchmarks.object.AutomaticObjects;
import org.freestore.benchmarks.object.BinaryTrees;
import org.freestore.benchmarks.object.FieldRead;
import org.freestore.benchmarks.object.GenerationChurn;
import org.freestore.benchmarks.object.LeakReports;
import org.freestore.benchmarks.object.ManyObjects;
import org.freestore.benchmarks.object.ObjectPair;
import org.freestore.benchmarks.object.RecordedObjects;
import org.freestore.benchmarks.object.SlotReuse;
import org.freestore.benchmarks.object.Structures;

/// A measured process: `WorkloadMain NAME [key=value]…` runs one workload over the allocator that a
/// system property names and prints one result line, as the C program does.
public final class WorkloadMain {
  private static final int EXIT_USAGE = 2;
  private static final int EXIT_FAILED = 3;

  private WorkloadMain() {}

  /// Runs the workload. Exits with 3 if any of its threads fails.
  public static void main(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
      System.err.println("workload failed: " + Arrays.toString(arguments));
      failure.printStackTrace();
      Runtime.getRuntime().halt(EXIT_FAILED);
    });
    if (arguments.length == 0) {
      System.err.println("usage: WorkloadMain NAME [key=value]...");
      System.exit(EXIT_USAGE);
    }
    run(arguments[0], new Parameters(arguments, 1));
  }

  private static void run(String name, Parameters parameters) {
    switch (name) {
      case "pair" -> Pair.run(parameters);
      case "batch" -> Batch.run(parameters);
      case "replay" -> Replay.run(parameters);
      case "larson" -> Larson.run(parameters);
      case "xmalloc-test" -> XmallocTest.run(parameters);
      case "sh8bench" -> Sh8bench.run(parameters);
      case "cache-scratch" -> CacheScratch.run(parameters);
      case "mstress" -> Mstress.run(parameters);
      case "alloc-test" -> AllocTest.run(parameters);
      case "glibc-thread" -> GlibcThread.run(parameters);
      case "mleak" -> Mleak.run(parameters);
      case "freed" -> Freed.run(parameters);
      case "virtual-threads" -> VirtualThreads.run(parameters);
      case "object-pair" -> ObjectPair.run(parameters);
      case "field-read" -> FieldRead.run(parameters);
      case "auto-scope" -> AutomaticObjects.run(parameters);
      case "binary-tree", "linked-list", "hash-table" -> Structures.run(name, parameters);
      case "binary-trees" -> BinaryTrees.run(parameters);
      case "leak-report" -> LeakReports.run(parameters);
      case "recorded-objects" -> RecordedObjects.run(parameters);
      case "many-objects" -> ManyObjects.run(parameters);
      case "generation-churn" -> GenerationChurn.run(parameters);
      case "slot-reuse" -> SlotReuse.run();
      case "arena" -> ArenaRequests.run(parameters);
      case "arrow-buffer" -> ArrowBuffers.run(parameters);
      case "buffers" -> BufferReplacement.run(parameters);
      case "kept-buffers" -> KeptBuffers.run(parameters);
      case "http-echo" -> HttpEcho.run(parameters);
      default -> throw new IllegalArgumentException("no such workload: name=" + name);
    }
  }
}
