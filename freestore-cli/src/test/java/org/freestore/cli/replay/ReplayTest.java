// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.freestore.cli.allocator.AllocatorFault;
import org.freestore.cli.allocator.AllocatorKind;
import org.freestore.cli.allocator.BumpCandidate;
import org.freestore.cli.allocator.Candidate;
import org.freestore.cli.allocator.VerifyingCandidate;
import org.freestore.cli.analysis.Analyses;
import org.freestore.cli.analysis.TraceSummary;
import org.freestore.cli.operations.OperationFile;
import org.freestore.cli.trace.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ReplayTest {
  @TempDir private Path directory;

  private OperationFile operations(boolean threaded, String... lines) {
    Path file = directory.resolve("operations");
    Analyses.run(Traces.write(directory, lines), file, threaded, Analyses.LIMITS);
    return new OperationFile(file);
  }

  @Test
  void oneThreadDoesEverythingInTheOrderOfTheFile() {
    String main = Thread.currentThread().getName();
    try (OperationFile operations =
            operations(
                false,
                "1: malloc 0x10 100",
                "2: realloc 0x20 0x10 200",
                "1: free 0x20",
                "2: calloc 0x10 2 7",
                "2: free 0x99");
        RecordingCandidate candidate = new RecordingCandidate()) {
      Replay.Round round = Replay.of(operations).run(candidate, Replay.ChunkListener.NONE);
      assertThat(round.refused()).isZero();
      assertThat(candidate.calls())
          .containsExactly(
              main + " allocates 100",
              main + " allocates 200",
              main + " resizes what " + main + " allocated to 200",
              main + " frees what " + main + " allocated",
              main + " allocates 14",
              main + " frees what " + main + " allocated");
      assertThat(candidate.live()).isZero();
    }
  }

  @Test
  void threadsDoTheirOwnAndHandBlocksToEachOther() {
    try (OperationFile operations =
            operations(
                true,
                "7: malloc 0x10 100",
                "8: realloc 0x20 0x10 200",
                "9: free 0x20",
                "7: malloc 0x10 300",
                "8: free 0x10",
                "8: thread_done 0x0",
                "8: malloc 0x20 400",
                "7: free 0x20");
        RecordingCandidate candidate = new RecordingCandidate()) {
      Replay.of(operations).run(candidate, Replay.ChunkListener.NONE);
      assertThat(candidate.calls())
          .containsSubsequence(
              "replay-0 allocates 100",
              "replay-1 resizes what replay-0 allocated to 200",
              "replay-2 frees what replay-1 allocated")
          .containsSubsequence("replay-0 allocates 300", "replay-1 frees what replay-0 allocated")
          .containsSubsequence("replay-3 allocates 400", "replay-0 frees what replay-3 allocated");
      assertThat(candidate.live()).isZero();
    }
  }

  @Test
  void whatTheProgramLeakedIsFreedInTheEnd() {
    for (boolean threaded : new boolean[] {false, true}) {
      try (OperationFile operations =
              operations(threaded, "1: malloc 0x10 100", "2: malloc 0x20 100", "1: free 0x10");
          RecordingCandidate candidate = new RecordingCandidate()) {
        Replay replay = Replay.of(operations);
        replay.run(candidate, Replay.ChunkListener.NONE);
        replay.run(candidate, Replay.ChunkListener.NONE);
        assertThat(candidate.live()).isZero();
        assertThat(candidate.calls()).hasSize(8);
      }
    }
  }

  @Test
  void manyThreadsThatShareBlocksDoNotWaitForEver() {
    String[] lines = randomThreads(300_000);
    Path file = directory.resolve("operations");
    Path trace = Traces.write(directory, lines);
    TraceSummary summary = Analyses.run(trace, file, true, Analyses.LIMITS);
    assertThat(summary.threads()).isGreaterThan(1_000);
    assertThat(summary.facts().chunks()).isGreaterThan(10);
    try (OperationFile operations = new OperationFile(file)) {
      long[] hashes = new long[2];
      for (int round = 0; round < hashes.length; round++) {
        hashes[round] = verifiedHash(operations, AllocatorKind.FREESTORE);
      }
      assertThat(hashes[0]).isEqualTo(hashes[1]);
      assertThat(verifiedHash(operations, AllocatorKind.LIBC)).isEqualTo(hashes[0]);
    }
  }

  private static long verifiedHash(OperationFile operations, AllocatorKind kind) {
    int slots = operations.facts().slots();
    try (VerifyingCandidate candidate = new VerifyingCandidate(kind.open(slots, true), slots)) {
      Replay.of(operations).run(candidate, Replay.ChunkListener.NONE);
      candidate.verify();
      return candidate.hash();
    }
  }

  /// Eight threads at a time that end and begin again, and free each other's blocks.
  private static String[] randomThreads(int count) {
    Random random = new Random(7);
    List<String> lines = new ArrayList<>();
    List<Long> live = new ArrayList<>();
    long[] next = {1};
    while (lines.size() < count) {
      int thread = 1 + random.nextInt(8);
      if (random.nextInt(200) == 0) {
        lines.add(thread + ": thread_done 0x0");
      } else if (live.isEmpty() || random.nextInt(100) < 52) {
        lines.add(thread + ": malloc " + fresh(live, next) + " " + random.nextInt(500));
      } else {
        String block = hex(live.remove(random.nextInt(live.size())));
        String old = random.nextInt(10) == 0 ? "realloc " + fresh(live, next) + " " : "free ";
        lines.add(thread + ": " + old + block + (old.startsWith("r") ? " 600" : ""));
      }
    }
    return lines.toArray(String[]::new);
  }

  private static String fresh(List<Long> live, long[] next) {
    live.add(next[0]);
    return hex(next[0]++);
  }

  private static String hex(long block) {
    return "0x" + Long.toHexString(block * 16);
  }

  @Test
  void aThreadThatFindsAFaultStopsAllOthers() {
    String[] lines = randomThreads(20_000);
    try (OperationFile operations = operations(true, lines);
        Candidate wrong =
            new BumpCandidate() {
              @Override
              public void free(int slot, long address) {
                throw new AllocatorFault("planted");
              }
            }) {
      Replay replay = Replay.of(operations);
      assertThatThrownBy(() -> replay.run(wrong, Replay.ChunkListener.NONE))
          .isInstanceOf(AllocatorFault.class)
          .hasMessage("planted");
    }
  }

  @Test
  void refusedAllocationsAreCountedAndPassedOver() {
    for (boolean threaded : new boolean[] {false, true}) {
      try (OperationFile operations =
              operations(
                  threaded,
                  "1: malloc 0x10 5000",
                  "1: malloc 0x20 50",
                  "1: realloc 0x30 0x20 6000",
                  "1: free 0x10",
                  "1: free 0x30");
          Candidate full =
              new BumpCandidate() {
                @Override
                public long alignedAlloc(int slot, long byteSize, long byteAlignment) {
                  return byteSize > 100
                      ? REFUSED
                      : super.alignedAlloc(slot, byteSize, byteAlignment);
                }

                @Override
                public long realloc(int fromSlot, long address, int slot, long byteSize) {
                  return REFUSED;
                }
              }) {
        Replay.Round round = Replay.of(operations).run(full, Replay.ChunkListener.NONE);
        assertThat(round.refused()).isEqualTo(2);
      }
    }
  }
}
