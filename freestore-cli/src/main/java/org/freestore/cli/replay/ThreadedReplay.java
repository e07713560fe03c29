// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.replay;

import java.util.concurrent.CountDownLatch;
import org.freestore.cli.allocator.AllocatorFault;
import org.freestore.cli.allocator.Candidate;
import org.freestore.cli.operations.OperationFile;
import org.jspecify.annotations.Nullable;

/// Executes operations by the trace's own threads, as platform threads.
///
/// Within a chunk the threads run freely and wait for each other only where one takes a block that
/// another makes; after a chunk they meet. A thread begins with the chunk of its first operation
/// and ends at its `thread_done`, so that its heap is really left behind.
final class ThreadedReplay implements Replay {
  private final OperationFile operations;
  private final ChunkByThread split;
  private final Handover blocks;
  private final @Nullable ReplayThread[] threads;
  private long nanos;
  private long refused;

  ThreadedReplay(OperationFile operations) {
    this.operations = operations;
    this.split = new ChunkByThread(operations.facts().threads());
    this.blocks = new Handover(operations.facts().slots());
    this.threads = new ReplayThread[operations.facts().threads()];
  }

  @Override
  public Round run(Candidate candidate, ChunkListener listener) {
    nanos = 0;
    refused = 0;
    try {
      for (int number = 0; number < operations.facts().chunks(); number++) {
        split.split(operations.chunk(number));
        execute(candidate);
        listener.chunkDone(number);
      }
    } catch (RuntimeException | Error e) {
      blocks.abandon(e);
      throw e;
    } finally {
      endAll();
    }
    freeLeftovers(candidate);
    return new Round(nanos, refused);
  }

  private void execute(Candidate candidate) {
    CountDownLatch done = new CountDownLatch(split.activeCount());
    for (int i = 0; i < split.activeCount(); i++) {
      thread(split.active(i), candidate)
          .execute(split.operands(), split.slots(), split.start(i), split.end(i), done);
    }
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("the replay was interrupted", e);
    }
    throwFailure();
    for (int i = 0; i < split.activeCount(); i++) {
      ReplayThread thread = threads[split.active(i)];
      if (thread != null && thread.done()) {
        end(split.active(i), thread);
      }
    }
  }

  private ReplayThread thread(int number, Candidate candidate) {
    ReplayThread thread = threads[number];
    if (thread == null) {
      thread = new ReplayThread(number, candidate, blocks);
      threads[number] = thread;
      thread.start();
    }
    return thread;
  }

  private void throwFailure() {
    Throwable failure = blocks.failure();
    if (failure instanceof AllocatorFault fault) {
      throw fault;
    }
    if (failure != null) {
      throw new IllegalStateException("a thread of the replay failed: " + failure, failure);
    }
  }

  private void endAll() {
    for (int number = 0; number < threads.length; number++) {
      ReplayThread thread = threads[number];
      if (thread != null) {
        end(number, thread);
      }
    }
  }

  private void end(int number, ReplayThread thread) {
    thread.end();
    threads[number] = null;
    nanos += thread.cpuNanos();
    refused += thread.refused();
  }

  private void freeLeftovers(Candidate candidate) {
    for (int slot = 0; slot < operations.facts().slots(); slot++) {
      if (blocks.ready(slot)) {
        candidate.free(slot, blocks.take(slot));
      }
    }
  }
}
