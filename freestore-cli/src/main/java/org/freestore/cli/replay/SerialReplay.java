// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.replay;

import org.freestore.cli.allocator.BlockBytes;
import org.freestore.cli.allocator.Candidate;
import org.freestore.cli.operations.Chunk;
import org.freestore.cli.operations.Operand;
import org.freestore.cli.operations.OperationFile;

/// Executes operations by one thread in the order of the file.
///
/// A chunk has been decoded into arrays before the clock is read; the loop reads two array
/// elements, calls the candidate and writes the block's address to a third array.
final class SerialReplay implements Replay {
  /// How many operations one call of the loop executes: short enough that the compiler's finished
  /// loop is entered soon, long enough that entering costs nothing.
  private static final int SLICE_ENTRIES = 1 << 12;

  private final OperationFile operations;
  private final long[] addresses;
  private long refused;

  SerialReplay(OperationFile operations) {
    this.operations = operations;
    this.addresses = new long[operations.facts().slots()];
  }

  @Override
  public Round run(Candidate candidate, ChunkListener listener) {
    refused = 0;
    long nanos = 0;
    for (int number = 0; number < operations.facts().chunks(); number++) {
      Chunk chunk = operations.chunk(number);
      long start = CpuClock.thread();
      execute(candidate, chunk);
      nanos += CpuClock.threadSince(start);
      listener.chunkDone(number);
    }
    freeLeftovers(candidate);
    return new Round(nanos, refused);
  }

  private void execute(Candidate candidate, Chunk chunk) {
    int next = 0;
    while (next < chunk.count()) {
      next = execute(candidate, chunk, next, Math.min(next + SLICE_ENTRIES, chunk.count()));
    }
  }

  /// Executes the entries from `from` and returns the first that is left; a realloc that begins
  /// before `to` is finished.
  private int execute(Candidate candidate, Chunk chunk, int from, int to) {
    long[] operands = chunk.operands();
    int[] slots = chunk.slots();
    int i = from;
    while (i < to) {
      long operand = operands[i];
      int slot = slots[i++];
      switch (Operand.code(operand)) {
        case Operand.MALLOC -> malloc(candidate, slot, operand);
        case Operand.FREE -> free(candidate, slot);
        case Operand.REALLOC -> realloc(candidate, slot, operand, operands[i++]);
        case Operand.CALLOC -> calloc(candidate, slot, operand);
        default -> alignedAlloc(candidate, slot, operand);
      }
    }
    return i;
  }

  private void malloc(Candidate candidate, int slot, long operand) {
    long byteSize = Operand.byteSize(operand);
    allocated(candidate.malloc(slot, byteSize), slot, byteSize);
  }

  private void calloc(Candidate candidate, int slot, long operand) {
    long byteSize = Operand.byteSize(operand);
    allocated(candidate.calloc(slot, byteSize), slot, byteSize);
  }

  private void alignedAlloc(Candidate candidate, int slot, long operand) {
    long byteSize = Operand.byteSize(operand);
    long byteAlignment = Operand.byteAlignment(operand);
    allocated(candidate.alignedAlloc(slot, byteSize, byteAlignment), slot, byteSize);
  }

  private void allocated(long address, int slot, long byteSize) {
    addresses[slot] = address;
    if (address == Candidate.REFUSED) {
      refused++;
    } else {
      BlockBytes.touch(address, byteSize, slot);
    }
  }

  private void realloc(Candidate candidate, int slot, long operand, long from) {
    long byteSize = Operand.byteSize(operand);
    long fromByteSize = Operand.byteSize(from);
    long address = addresses[slot];
    long moved = candidate.realloc(slot, address, slot, byteSize);
    if (moved == Candidate.REFUSED) {
      refused++;
      return;
    }
    addresses[slot] = moved;
    BlockBytes.touchGrowth(moved, address == Candidate.REFUSED ? 0 : fromByteSize, byteSize, slot);
  }

  private void free(Candidate candidate, int slot) {
    candidate.free(slot, addresses[slot]);
    addresses[slot] = Candidate.REFUSED;
  }

  private void freeLeftovers(Candidate candidate) {
    for (int slot = 0; slot < addresses.length; slot++) {
      if (addresses[slot] != Candidate.REFUSED) {
        free(candidate, slot);
      }
    }
  }
}
