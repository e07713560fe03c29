// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.workload;

import java.nio.file.Path;
import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.harness.Bytes;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.ResidentSet;
import org.freestore.benchmarks.harness.ResultLine;
import org.freestore.benchmarks.harness.WorkHash;
import org.freestore.cli.operations.Chunk;
import org.freestore.cli.operations.Operand;
import org.freestore.cli.operations.OperationFile;

/// The recorded operations of a program, in file order, on one thread. The first byte of every
/// block and one byte of each further 4 KiB is written. What the program never freed is freed after
/// each pass; those frees count as operations.
final class Replay {
  private static final Allocator ALLOCATOR = Allocator.selected();

  private final Chunk[] chunks;
  private final long[] slots;
  private final long operations;

  private Replay(OperationFile file) {
    chunks = new Chunk[file.facts().chunks()];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = file.chunk(i);
    }
    slots = new long[file.facts().slots()];
    operations = file.facts().operations();
  }

  static void run(Parameters parameters) {
    try (OperationFile file = new OperationFile(Path.of(parameters.text("file", "")))) {
      Replay replay = new Replay(file);
      if (parameters.text("question", "time").equals("memory")) {
        replay.printGrowth();
      } else {
        new Measurement(parameters)
            .print(
                CpuClock.THREAD,
                () -> replay.pass(ALLOCATOR),
                replay.operations + replay.leftOver());
      }
    }
  }

  private long leftOver() {
    long blocks = 0;
    for (Chunk chunk : chunks) {
      for (int i = 0; i < chunk.count(); i++) {
        switch (Operand.code(chunk.operands()[i])) {
          case Operand.MALLOC, Operand.CALLOC, Operand.MEMALIGN -> blocks++;
          case Operand.FREE -> blocks--;
          default -> {}
        }
      }
    }
    return blocks;
  }

  private long pass(Allocator allocator) {
    return freeLeftOver(allocator, play(allocator));
  }

  private long play(Allocator allocator) {
    long hash = 0;
    for (Chunk chunk : chunks) {
      hash = play(allocator, chunk, slots, hash);
    }
    return hash;
  }

  private static long play(Allocator allocator, Chunk chunk, long[] slots, long hash) {
    long[] operands = chunk.operands();
    int[] at = chunk.slots();
    int count = chunk.count();
    for (int i = 0; i < count; i++) {
      long operand = operands[i];
      int slot = at[i];
      int code = Operand.code(operand);
      hash = WorkHash.fold(hash, operand + slot);
      if (code == Operand.FREE) {
        allocator.free(slots[slot]);
        slots[slot] = 0;
        continue;
      }
      long bytes = Operand.byteSize(operand);
      long block;
      if (code == Operand.REALLOC) {
        int from = at[++i];
        block = allocator.reallocate(slots[from], Math.max(bytes, 1));
        slots[from] = 0;
      } else {
        block = performed(allocator, operand, bytes);
      }
      slots[slot] = block;
      Bytes.touch(block, bytes);
    }
    return hash;
  }

  private static long performed(Allocator allocator, long operand, long bytes) {
    return switch (Operand.code(operand)) {
      case Operand.MALLOC -> allocator.allocate(bytes);
      case Operand.CALLOC -> allocator.allocateZeroed(bytes);
      default -> allocator.allocateAligned(bytes, Operand.byteAlignment(operand));
    };
  }

  private long freeLeftOver(Allocator allocator, long hash) {
    for (int slot = 0; slot < slots.length; slot++) {
      if (slots[slot] != 0) {
        allocator.free(slots[slot]);
        slots[slot] = 0;
        hash = WorkHash.fold(hash, slot);
      }
    }
    return hash;
  }

  /// One pass over the process-wide allocator, unused until then, and how far the resident set grew
  /// over it. A rehearsal beforehand has loaded and compiled the code, which is not the allocator's
  /// memory; what it keeps on the Java heap counts, because heap pages are touched as they are
  /// used.
  private void printGrowth() {
    Allocator rehearsal = ALLOCATOR.rehearsal();
    pass(rehearsal);
    rehearsal.endRehearsal();
    ALLOCATOR.trim(); // or the pages of the rehearsal would be used again, already resident
    ResidentSet.bytes();
    ResidentSet.resetPeak();
    long before = ResidentSet.bytes();
    long cpu = CpuClock.THREAD.nanos();
    long wall = System.nanoTime();
    long hash = play(ALLOCATOR);
    cpu = CpuClock.THREAD.nanos() - cpu;
    wall = System.nanoTime() - wall;
    long peak = ResidentSet.peakBytes();
    new ResultLine()
        .with("peakResidentGrowthBytes", Math.max(peak - before, 0))
        .print(operations, cpu, wall, freeLeftOver(ALLOCATOR, hash));
  }
}
