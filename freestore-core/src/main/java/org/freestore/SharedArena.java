// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.freestore.memory.Memory;

/// An arena of all threads, whose memory comes from a store and goes back to it.
///
/// A JDK arena gives the segments their lifetime. Closing it asks every thread of the JVM whether
/// it is just using a segment; then no segment can reach memory that is free.
final class SharedArena extends ArenaMemory implements StoreArena {
  private final Arena lifetime;

  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  SharedArena(FreeStore store) {
    super(store, FIRST_CHUNK_BYTES);
    store.requireOpen();
    this.lifetime = Arena.ofShared();
  }

  @Override
  public MemorySegment.Scope scope() {
    return lifetime.scope();
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
    return Memory.segment(takeUsable(byteSize, byteAlignment, zeroed), byteSize, lifetime);
  }

  private synchronized long takeUsable(long byteSize, long byteAlignment, boolean zeroed) {
    if (!lifetime.scope().isAlive()) {
      throw new IllegalStateException("Already closed");
    }
    store.requireOpen();
    return take(byteSize, byteAlignment, zeroed);
  }

  /// @throws IllegalStateException if it is closed already, or a native call is using a segment
  @Override
  public void close() {
    lifetime.close();
    synchronized (this) {
      giveBack();
    }
  }
}
