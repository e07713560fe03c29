// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.allocator;

import java.lang.foreign.Arena;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A simple allocator for tests that never uses memory again. Its methods can be overridden to do
/// wrong.
public class BumpCandidate implements Candidate {
  private final Arena arena = Arena.ofShared();
  private final Map<Long, Long> byteSizes = new ConcurrentHashMap<>();

  @Override
  public long malloc(int slot, long byteSize) {
    return alignedAlloc(slot, byteSize, 16);
  }

  @Override
  public long calloc(int slot, long byteSize) {
    return malloc(slot, byteSize);
  }

  @Override
  public long alignedAlloc(int slot, long byteSize, long byteAlignment) {
    long address = arena.allocate(Math.max(byteSize, 1), byteAlignment).address();
    byteSizes.put(address, byteSize);
    return address;
  }

  @Override
  public long realloc(int fromSlot, long address, int slot, long byteSize) {
    long moved = malloc(slot, byteSize);
    BlockBytes.copy(address, moved, Math.min(byteSizes.getOrDefault(address, 0L), byteSize));
    return moved;
  }

  @Override
  public void free(int slot, long address) {}

  @Override
  public void close() {
    arena.close();
  }
}
