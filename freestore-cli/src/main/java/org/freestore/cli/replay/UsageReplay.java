// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.replay;

import java.util.ArrayList;
import java.util.List;
import org.freestore.FreeStore;
import org.freestore.FreeStoreStatistics;
import org.freestore.OutOfFreeStoreException;
import org.freestore.cli.operations.Chunk;
import org.freestore.cli.operations.Operand;
import org.freestore.cli.operations.OperationFile;

/// Executes a trace's operations once, by one thread in the order of the file, on a store of its
/// own, and notes now and then what the store holds. Times nothing. For one thread.
public final class UsageReplay {
  private static final int SAMPLES = 500;

  private final OperationFile operations;
  private final long[] addresses;
  private final long operationsPerSample;
  private final List<UsageSample> samples = new ArrayList<>();
  private long executed;
  private long requestedBytes;

  /// Prepares to execute the operations.
  public UsageReplay(OperationFile operations) {
    this.operations = operations;
    addresses = new long[operations.facts().slots()];
    operationsPerSample = Math.max(1, operations.facts().operations() / SAMPLES);
  }

  /// Executes them all and returns what was noted, from before the first operation to after the
  /// last. What the trace leaves is freed with its store.
  public List<UsageSample> run() {
    try (FreeStore store = FreeStore.open()) {
      sample(store);
      for (int number = 0; number < operations.facts().chunks(); number++) {
        execute(store, operations.chunk(number));
      }
      sample(store);
      freeLeftovers(store);
    }
    return List.copyOf(samples);
  }

  private void execute(FreeStore store, Chunk chunk) {
    int i = 0;
    while (i < chunk.count()) {
      long operand = chunk.operands()[i];
      int slot = chunk.slots()[i++];
      if (Operand.code(operand) == Operand.REALLOC) {
        reallocate(store, slot, operand, chunk.slots()[i], chunk.operands()[i]);
        i++;
      } else {
        execute(store, slot, operand);
      }
      if (Operand.code(operand) != Operand.THREAD_DONE && ++executed % operationsPerSample == 0) {
        sample(store);
      }
    }
  }

  private void execute(FreeStore store, int slot, long operand) {
    switch (Operand.code(operand)) {
      case Operand.FREE -> free(store, slot, Operand.byteSize(operand));
      case Operand.MALLOC, Operand.CALLOC -> allocate(store, slot, operand, 1);
      case Operand.MEMALIGN -> allocate(store, slot, operand, Operand.byteAlignment(operand));
      default -> {} // A thread's end.
    }
  }

  private void allocate(FreeStore store, int slot, long operand, long byteAlignment) {
    long byteSize = Operand.byteSize(operand);
    try {
      addresses[slot] =
          byteAlignment > 1 ? store.alignedAlloc(byteSize, byteAlignment) : store.malloc(byteSize);
      requestedBytes += byteSize;
    } catch (OutOfFreeStoreException e) {
      addresses[slot] = 0;
    }
  }

  private void reallocate(FreeStore store, int slot, long operand, int fromSlot, long from) {
    long address = addresses[fromSlot];
    addresses[fromSlot] = 0;
    requestedBytes -= address == 0 ? 0 : Operand.byteSize(from);
    try {
      addresses[slot] = store.realloc(address, Operand.byteSize(operand));
      requestedBytes += Operand.byteSize(operand);
    } catch (OutOfFreeStoreException e) {
      addresses[slot] = address;
      requestedBytes += address == 0 ? 0 : Operand.byteSize(from);
    }
  }

  private void free(FreeStore store, int slot, long byteSize) {
    if (addresses[slot] != 0) {
      store.free(addresses[slot]);
      requestedBytes -= byteSize;
      addresses[slot] = 0;
    }
  }

  private void freeLeftovers(FreeStore store) {
    for (int slot = 0; slot < addresses.length; slot++) {
      free(store, slot, 0);
    }
  }

  private void sample(FreeStore store) {
    FreeStoreStatistics now = store.statistics();
    samples.add(
        new UsageSample(
            executed, requestedBytes, now.inUseBytes(), now.heldBytes(), now.residentBytes()));
  }
}
