// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.allocator;

import java.util.concurrent.atomic.LongAdder;

/// Watches another candidate: marks every block it hands out and finds the marks unchanged when the
/// block is resized or freed, so that no two live blocks overlap; checks alignment, zeroing and
/// what a realloc keeps; and folds all operations and all bytes read into a hash.
///
/// Marks stand in a block's first byte, its last, and one in each 4 KiB. The hash is a sum over
/// operations and so does not depend on the order in which threads take their turns.
public final class VerifyingCandidate implements Candidate {
  private static final int PAGE_BYTES = 4096;
  private static final int LEAST_ALIGNMENT = 8;

  private final Candidate candidate;
  private final LongAdder hash = new LongAdder();
  private final long[] byteSizes;

  /// Watches `candidate`, which it closes when closed.
  ///
  /// @param slots how many slots the replay uses
  public VerifyingCandidate(Candidate candidate, int slots) {
    this.candidate = candidate;
    this.byteSizes = new long[slots];
  }

  /// Returns the hash of all that was done so far.
  public long hash() {
    return hash.sum();
  }

  @Override
  public long malloc(int slot, long byteSize) {
    return marked(candidate.malloc(slot, byteSize), slot, byteSize, LEAST_ALIGNMENT);
  }

  @Override
  public long calloc(int slot, long byteSize) {
    long address = candidate.calloc(slot, byteSize);
    if (address != REFUSED) {
      checkZero(address, byteSize);
    }
    return marked(address, slot, byteSize, LEAST_ALIGNMENT);
  }

  @Override
  public long alignedAlloc(int slot, long byteSize, long byteAlignment) {
    long address = candidate.alignedAlloc(slot, byteSize, byteAlignment);
    return marked(address, slot, byteSize, byteAlignment);
  }

  @Override
  public long realloc(int fromSlot, long address, int slot, long byteSize) {
    long fromByteSize = byteSizes[fromSlot];
    if (address != REFUSED) {
      checkMarks(address, fromByteSize, fromSlot);
    }
    long moved = candidate.realloc(fromSlot, address, slot, byteSize);
    if (moved == REFUSED) {
      fold(2, slot, byteSize);
      marked(address, slot, fromByteSize, 1);
      return moved;
    }
    if (address != REFUSED) {
      checkKept(moved, Math.min(fromByteSize, byteSize), fromSlot);
    }
    return marked(moved, slot, byteSize, LEAST_ALIGNMENT);
  }

  @Override
  public void free(int slot, long address) {
    if (address != REFUSED) {
      checkMarks(address, byteSizes[slot], slot);
    }
    candidate.free(slot, address);
    fold(3, slot, byteSizes[slot]);
  }

  private long marked(long address, int slot, long byteSize, long byteAlignment) {
    fold(address == REFUSED ? 0 : 1, slot, byteSize);
    if (address == REFUSED) {
      return address;
    }
    byteSizes[slot] = byteSize;
    if ((address & (byteAlignment - 1)) != 0) {
      throw fault("block is not aligned", address, byteSize, "alignment=" + byteAlignment);
    }
    if (byteSize > 0) {
      BlockBytes.touch(address, byteSize, slot);
      BlockBytes.write(address + byteSize - 1, BlockBytes.mark(slot));
    }
    return address;
  }

  private void checkMarks(long address, long byteSize, int slot) {
    checkKept(address, byteSize, slot);
    if (byteSize > 0) {
      checkByte(address, byteSize, byteSize - 1, BlockBytes.mark(slot));
    }
  }

  private void checkKept(long address, long byteSize, int slot) {
    for (long offset = 0; offset < byteSize; offset += PAGE_BYTES) {
      checkByte(address, byteSize, offset, BlockBytes.mark(slot));
    }
  }

  private void checkZero(long address, long byteSize) {
    for (long offset = 0; offset < byteSize; offset++) {
      if (BlockBytes.read(address + offset) != 0) {
        checkByte(address, byteSize, offset, (byte) 0);
      }
    }
  }

  private void checkByte(long address, long byteSize, long offset, byte expected) {
    byte found = BlockBytes.read(address + offset);
    hash.add(found);
    if (found != expected) {
      String facts = "offset=" + offset + " expected=" + expected + " found=" + found;
      throw fault("block was overwritten, or not zeroed or kept", address, byteSize, facts);
    }
  }

  private void fold(int what, int slot, long byteSize) {
    long mixed = (byteSize * 31 + slot) * 7 + what;
    mixed = (mixed ^ mixed >>> 32) * 0x9e37_79b9_7f4a_7c15L;
    hash.add(mixed ^ mixed >>> 29);
  }

  private static AllocatorFault fault(String what, long address, long byteSize, String facts) {
    String block = " address=0x" + Long.toHexString(address) + " byteSize=" + byteSize + " ";
    return new AllocatorFault(what + ":" + block + facts);
  }

  @Override
  public void verify() {
    candidate.verify();
  }

  @Override
  public void close() {
    candidate.close();
  }
}
