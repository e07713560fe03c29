// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import org.freestore.cli.allocator.AllocatorKind;
import org.freestore.cli.allocator.Candidate;
import org.freestore.cli.allocator.VerifyingCandidate;
import org.freestore.cli.operations.OperationFacts;
import org.freestore.cli.operations.OperationFile;
import org.freestore.cli.replay.Replay;

/// Measures how much memory one pass takes at its peak, on a candidate that has never been used.
///
/// A JVM's own memory must not be mistaken for the candidate's: the Java heap has a fixed size and
/// all its pages (flags of the process), and before the measured pass the same operations run on
/// the candidate's [AllocatorKind#standIn], so that every class is loaded and every method
/// compiled. What the stand-in leaves resident in Freestore's [Reservations] is added again. What a
/// candidate keeps on the Java heap, which therefore does not show as resident growth, is measured
/// in a pass of its own, after a collection at the trace's peak and at its end.
///
/// A last pass, again on a fresh candidate, checks contents and computes the work's hash.
final class MemoryMeasurement {
  private static final long WARM_UP_OPERATIONS = 300_000;
  private static final long WARM_UP_MILLIS = 1_000;
  private static final int QUIET_CHECKS = 3;
  private static final long QUIET_MILLIS = 20;
  private static final int MOST_CHECKS = 100;

  private final AllocatorKind kind;
  private final OperationFacts facts;
  private final Replay replay;
  private final PeakResident resident = new PeakResident();
  private final Reservations reservations;
  private final long javaHeapAtStart;

  MemoryMeasurement(AllocatorKind kind, OperationFile operations) {
    this.kind = kind;
    this.facts = operations.facts();
    this.replay = Replay.of(operations);
    kind.load();
    this.reservations = new Reservations();
    this.javaHeapAtStart = collectedHeapBytes();
  }

  MemoryResult measure() {
    long growth = inThreads();
    long javaHeapBytes = kind.keepsJavaObjects() ? javaHeapBytes() : 0;
    try (VerifyingCandidate verifying = new VerifyingCandidate(open(kind), facts.slots())) {
      long refused = replay.run(verifying, Replay.ChunkListener.NONE).refused();
      verifying.verify();
      return new MemoryResult(resident.method(), growth, javaHeapBytes, verifying.hash(), refused);
    }
  }

  /// Warms up in one thread and measures in another, so that the C library's memory of the first is
  /// not used again.
  private long inThreads() {
    try (OwnThread warmUp = new OwnThread("warm-up", this::warmUp)) {
      warmUp.result();
      try (OwnThread pass = new OwnThread("measured", this::residentGrowthBytes)) {
        return pass.result();
      }
    }
  }

  /// Returns how many operations were executed.
  private long warmUp() {
    long done = 0;
    try (Candidate standIn = open(kind.standIn())) {
      long end = System.nanoTime() + WARM_UP_MILLIS * 1_000_000;
      while (done < WARM_UP_OPERATIONS && System.nanoTime() < end) {
        replay.run(standIn, Replay.ChunkListener.NONE);
        done += facts.operations();
      }
    }
    resident.begin();
    resident.end();
    CLibraryMemory.giveBack();
    waitForCompiler();
    return done;
  }

  private long residentGrowthBytes() {
    long leftByStandIn = reservations.residentBytes();
    resident.begin();
    try (Candidate candidate = open(kind)) {
      replay.run(candidate, Replay.ChunkListener.NONE);
      long growth = resident.end() + leftByStandIn;
      candidate.verify();
      return growth;
    }
  }

  private Candidate open(AllocatorKind opened) {
    return opened.open(facts.slots(), facts.threaded());
  }

  private long javaHeapBytes() {
    long[] atPeak = {0};
    try (Candidate candidate = open(kind)) {
      Replay.ChunkListener listener =
          chunk -> atPeak[0] = chunk == facts.peakChunk() ? collectedHeapBytes() : atPeak[0];
      replay.run(candidate, listener);
      return Math.max(0, Math.max(atPeak[0], collectedHeapBytes()) - javaHeapAtStart);
    }
  }

  private static long collectedHeapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /// Waits until the compiler has been idle for a while: its memory comes and goes.
  private static void waitForCompiler() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long latest = -1;
    int quiet = 0;
    for (int i = 0; i < MOST_CHECKS && quiet < QUIET_CHECKS; i++) {
      long now = compiler.getTotalCompilationTime();
      quiet = now == latest ? quiet + 1 : 0;
      latest = now;
      sleep();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(QUIET_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
