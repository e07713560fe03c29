// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.MemorySegment;
import org.freestore.memory.Memory;

/// An arena of all threads that is closed without stopping any: it shares the lifetime of its
/// segments, and the stop at its end, with the other arenas of its batch.
final class RecyclingArena implements StoreArena {
  private final ArenaBatch batch;

  /// Guarded by the batch.
  private boolean closed;

  /// @param batch one that the arena is counted in as open
  RecyclingArena(ArenaBatch batch) {
    this.batch = batch;
  }

  @Override
  public MemorySegment.Scope scope() {
    return batch.lifetime.scope();
  }

  @Override
  public MemorySegment allocate(long byteSize, long byteAlignment) {
    return segment(byteSize, byteAlignment, true);
  }

  @Override
  public MemorySegment allocateUnzeroed(long byteSize, long byteAlignment) {
    return segment(byteSize, byteAlignment, false);
  }

  private MemorySegment segment(long byteSize, long byteAlignment, boolean zeroed) {
    MemoryResource.requireRequest(byteSize, byteAlignment);
    long address = batch.takeFor(this, byteSize, byteAlignment, zeroed);
    return Memory.segment(address, byteSize, batch.lifetime);
  }

  /// @throws IllegalStateException if it is closed already
  @Override
  public void close() {
    batch.leave(this);
  }

  void requireNotClosed() {
    if (closed) {
      throw new IllegalStateException("Already closed");
    }
  }

  void markClosed() {
    requireNotClosed();
    closed = true;
  }
}
