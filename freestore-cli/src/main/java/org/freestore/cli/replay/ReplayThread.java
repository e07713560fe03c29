// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.replay;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.freestore.cli.allocator.BlockBytes;
import org.freestore.cli.allocator.Candidate;
import org.freestore.cli.operations.Operand;
import org.jspecify.annotations.Nullable;

/// One thread of the trace.
///
/// | field | written by | read by | guard |
/// |---|---|---|---|
/// | the share: operands … done | coordinator | this thread | `turn` |
/// | cpuNanos, refused, over | this thread | coordinator | the latch, then `join` |
final class ReplayThread {
  private static final long STACK_BYTES = 256 << 10;
  private static final long[] NO_OPERANDS = {};
  private static final int[] NO_SLOTS = {};

  private final Thread thread;
  private final Candidate candidate;
  private final Handover blocks;
  private final Semaphore turn = new Semaphore(0);
  private long[] operands = NO_OPERANDS;
  private int[] slots = NO_SLOTS;
  private int from;
  private int to;
  private @Nullable CountDownLatch done;
  private boolean over;
  private long cpuNanos;
  private long waitedNanos;
  private long refused;

  ReplayThread(int number, Candidate candidate, Handover blocks) {
    this.candidate = candidate;
    this.blocks = blocks;
    this.thread = new Thread(null, this::run, "replay-" + number, STACK_BYTES);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /// Gives the thread its share of a chunk.
  ///
  /// @param latch counted down when the share is done
  void execute(long[] newOperands, int[] newSlots, int newFrom, int newTo, CountDownLatch latch) {
    operands = newOperands;
    slots = newSlots;
    from = newFrom;
    to = newTo;
    done = latch;
    turn.release();
  }

  /// Ends the thread, which has no share to do, and waits until it is gone.
  void end() {
    done = null;
    turn.release();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!over) {
      turn.acquireUninterruptibly();
      CountDownLatch latch = done;
      if (latch == null) {
        return;
      }
      share();
      latch.countDown();
    }
  }

  private void share() {
    long start = CpuClock.thread();
    waitedNanos = 0;
    try {
      executeShare();
    } catch (Throwable e) {
      over = true;
      blocks.abandon(e);
    }
    cpuNanos += CpuClock.threadSince(start) - waitedNanos;
  }

  private void executeShare() {
    int i = from;
    while (i < to) {
      long operand = operands[i];
      int slot = slots[i++];
      switch (Operand.code(operand)) {
        case Operand.MALLOC -> malloc(slot, operand);
        case Operand.FREE -> free(slot);
        case Operand.REALLOC -> {
          realloc(slot, operand, slots[i], operands[i]);
          i++;
        }
        case Operand.CALLOC -> calloc(slot, operand);
        case Operand.MEMALIGN -> alignedAlloc(slot, operand);
        default -> over = true;
      }
    }
  }

  private void malloc(int slot, long operand) {
    long byteSize = Operand.byteSize(operand);
    allocated(candidate.malloc(slot, byteSize), slot, byteSize);
  }

  private void calloc(int slot, long operand) {
    long byteSize = Operand.byteSize(operand);
    allocated(candidate.calloc(slot, byteSize), slot, byteSize);
  }

  private void alignedAlloc(int slot, long operand) {
    long byteSize = Operand.byteSize(operand);
    long byteAlignment = Operand.byteAlignment(operand);
    allocated(candidate.alignedAlloc(slot, byteSize, byteAlignment), slot, byteSize);
  }

  private void allocated(long address, int slot, long byteSize) {
    if (address == Candidate.REFUSED) {
      refused++;
    } else {
      BlockBytes.touch(address, byteSize, slot);
    }
    blocks.publish(slot, address);
  }

  private void realloc(int slot, long operand, int fromSlot, long fromOperand) {
    long byteSize = Operand.byteSize(operand);
    long address = take(fromSlot);
    long moved = candidate.realloc(fromSlot, address, slot, byteSize);
    if (moved == Candidate.REFUSED) {
      refused++;
      blocks.publish(slot, address);
      return;
    }
    long fromByteSize = address == Candidate.REFUSED ? 0 : Operand.byteSize(fromOperand);
    BlockBytes.touchGrowth(moved, fromByteSize, byteSize, slot);
    blocks.publish(slot, moved);
  }

  private void free(int slot) {
    candidate.free(slot, take(slot));
  }

  private long take(int slot) {
    if (!blocks.ready(slot)) {
      await(slot);
    }
    return blocks.take(slot);
  }

  /// Waits for another thread; what that takes is not the allocator's time.
  private void await(int slot) {
    long start = CpuClock.thread();
    blocks.await(slot);
    waitedNanos += CpuClock.threadSince(start);
  }

  /// Returns whether the thread has come to its `thread_done`, or failed.
  boolean done() {
    return over;
  }

  long cpuNanos() {
    return cpuNanos;
  }

  long refused() {
    return refused;
  }
}
