// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.freestore.cli.operations.Operand;
import org.freestore.cli.operations.OperationFacts;
import org.freestore.cli.operations.OperationFileWriter;
import org.freestore.cli.trace.TraceEvent;
import org.freestore.cli.trace.TraceException;
import org.freestore.cli.trace.TraceFormat;
import org.freestore.cli.trace.TraceReader;

/// Reads a trace once from end to end: finds the blocks that its names mean, counts what the
/// program did and did wrong, and writes the operations to replay.
///
/// What the replay cannot do is left out: a free of a pointer that is not live, and a request that
/// the program's own allocator refused. A realloc of a pointer that is not live becomes an
/// allocation. For one thread.
public final class TraceAnalysis implements AutoCloseable {
  private static final int EVENTS_PER_PROGRESS = 1 << 14;
  private static final int THREADS_BEGUN_PER_CHUNK = 64;
  private static final int NO_SLOT = -1;

  private final TraceReader reader;
  private final boolean threaded;
  private final LimitCheck check;
  private final OperationFileWriter writer;
  private final LiveBlocks live;
  private final SlotRecycling recycling;
  private final FreedBlocks freed = new FreedBlocks();
  private final ThreadNumbers threads = new ThreadNumbers();
  private final ProgramCounts counts = new ProgramCounts();
  private final DefectTally leaks = new DefectTally();
  private final DefectTally doubleFrees = new DefectTally();
  private final DefectTally invalidFrees = new DefectTally();
  private final TraceEvent event = new TraceEvent();
  private int peakChunk;
  private int slotJustAllocated = NO_SLOT;
  private int threadsBegunInChunk;

  /// Prepares to read.
  ///
  /// @param reader a trace at its start; stays the caller's to close
  /// @param operations the file to write the operations to
  /// @param threaded whether the operations shall be replayed by the trace's own threads
  /// @throws java.io.UncheckedIOException if the file cannot be written
  public TraceAnalysis(TraceReader reader, Path operations, boolean threaded, Limits limits) {
    this.reader = reader;
    this.threaded = threaded;
    this.check = new LimitCheck(reader, limits);
    this.live = new LiveBlocks(reader.format().namesKinds());
    this.recycling = new SlotRecycling(live, threaded);
    this.writer = new OperationFileWriter(operations, threaded, this::chunkEnded);
  }

  private void chunkEnded() {
    recycling.chunkEnded();
    threadsBegunInChunk = 0;
  }

  /// Reads the whole trace.
  ///
  /// @param progress told now and then how many bytes of the file have been read
  /// @param maxGroups how many call sites of each kind of defect to name
  /// @throws TraceException if the trace is malformed, empty, or asks for more than the limits
  /// @throws java.io.UncheckedIOException if the operations cannot be written
  public TraceSummary run(LongConsumer progress, int maxGroups) {
    for (long events = 1; reader.next(event); events++) {
      writer.makeRoom(2);
      accept();
      check.operations(writer.operations());
      if (events % EVENTS_PER_PROGRESS == 0) {
        progress.accept(reader.readBytes());
      }
    }
    progress.accept(reader.readBytes());
    if (writer.operations() == 0) {
      throw TraceException.inFile(reader.fileName(), "holds no operations to replay");
    }
    return summary(maxGroups);
  }

  private void accept() {
    int justAllocated = slotJustAllocated;
    slotJustAllocated = NO_SLOT;
    switch (event.kind()) {
      case MALLOC -> allocate(Operand.MALLOC);
      case CALLOC -> allocate(Operand.CALLOC);
      case MEMALIGN -> allocate(Operand.MEMALIGN);
      case REALLOC -> reallocate();
      case FREE -> free(justAllocated);
      case FREE_NULL -> {}
      case FAILED -> counts.requestFailed();
      case THREAD_DONE -> threadDone();
    }
  }

  private void allocate(int code) {
    long byteSize = event.byteSize();
    check.block(byteSize);
    int thread = thread();
    if (!reader.format().namesKinds() && live.contains(event.block())) {
      counts.addressRepeated();
    }
    int slot = live.add(event.block(), byteSize, event.site(), reader.line());
    writer.add(thread, slot, operand(code, byteSize));
    slotJustAllocated = slot;
    check.liveBlocks(live.count());
    grew(counts.allocated(event.kind(), byteSize, live.count()));
  }

  private long operand(int code, long byteSize) {
    if (code != Operand.MEMALIGN) {
      return Operand.of(code, byteSize);
    }
    check.alignment(event.byteAlignment());
    return Operand.aligned(byteSize, event.byteAlignment());
  }

  private void reallocate() {
    int from = live.remove(event.oldBlock());
    if (from == LiveBlocks.ABSENT) {
      if (reader.format() != TraceFormat.MALLOCLAB) {
        notLive(event.oldBlock());
      }
      allocate(Operand.MALLOC);
      return;
    }
    long byteSize = event.byteSize();
    check.block(byteSize);
    int thread = thread();
    long fromByteSize = live.byteSize(from);
    recycling.freed(from);
    int slot = live.add(event.block(), byteSize, event.site(), reader.line());
    writer.addRealloc(thread, slot, byteSize, from, fromByteSize);
    freed.add(event.oldBlock(), reader.line());
    grew(counts.reallocated(fromByteSize, byteSize));
  }

  private void free(int justAllocated) {
    int slot = live.remove(event.block());
    if (slot == LiveBlocks.ABSENT) {
      notLive(event.block());
      return;
    }
    long byteSize = live.byteSize(slot);
    writer.add(thread(), slot, Operand.of(Operand.FREE, byteSize));
    recycling.freed(slot);
    freed.add(event.block(), reader.line());
    counts.freed(byteSize, slot == justAllocated);
  }

  private void notLive(long block) {
    DefectTally tally = freed.line(block) > 0 ? doubleFrees : invalidFrees;
    tally.add(event.site(), 0, reader.line());
  }

  private void grew(boolean highest) {
    if (highest) {
      peakChunk = writer.currentChunk();
      check.liveBytes(counts.peakLiveBytes());
    }
  }

  private void threadDone() {
    int thread = threads.number(event.thread());
    if (thread != ThreadNumbers.UNKNOWN) {
      if (threaded) {
        writer.add(thread, 0, Operand.of(Operand.THREAD_DONE, 0));
      }
      threads.end(event.thread());
    }
  }

  /// Returns the number of the event's thread, which may begin with it; 0 unless threads are
  /// replayed.
  private int thread() {
    int thread = threads.number(event.thread());
    if (thread == ThreadNumbers.UNKNOWN) {
      thread = beginThread();
    }
    return threaded ? thread : 0;
  }

  private int beginThread() {
    check.threads(threads.count() + 1);
    if (threaded) {
      check.threadsAlive(threads.alive() + 1);
      if (threadsBegunInChunk == THREADS_BEGUN_PER_CHUNK) {
        writer.endChunk(); // Or threads long gone and new ones of one chunk would run side by side.
      }
      threadsBegunInChunk++;
    }
    return threads.begin(event.thread());
  }

  private TraceSummary summary(int maxGroups) {
    countLeaks();
    int threadCount = Math.max(threads.count(), 1);
    OperationFacts facts = writer.finish(live.slotCount(), threaded ? threadCount : 1, peakChunk);
    return new TraceSummary(
        reader.fileName(),
        reader.format(),
        facts,
        threadCount,
        counts.mix(),
        counts.sizes(),
        counts.peakLiveBytes(),
        counts.peakLiveBlocks(),
        counts.failedRequests(),
        counts.repeatedAddresses(),
        leaks.toDefects(reader.callSites(), maxGroups),
        doubleFrees.toDefects(reader.callSites(), maxGroups),
        invalidFrees.toDefects(reader.callSites(), maxGroups),
        reader.complete() && !reader.cut(),
        reader.attached());
  }

  private void countLeaks() {
    for (int slot = 0; slot < live.slotCount(); slot++) {
      if (live.live(slot)) {
        leaks.add(live.site(slot), live.byteSize(slot), live.line(slot));
      }
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
