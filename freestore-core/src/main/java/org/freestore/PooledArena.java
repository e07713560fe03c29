// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.freestore.memory.Memory;
import org.jspecify.annotations.Nullable;

/// An arena whose memory comes from a store and goes back to it.
///
/// A JDK arena gives the segments their lifetime and their thread rule; the memory behind them is
/// blocks of the store: small segments are cut one after another from chunks, larger ones have a
/// block each. Closing ends the segments' lifetime first, so that none can reach a block that is
/// free.
final class PooledArena implements Arena {
  private static final int CHUNK_BYTES = 4096;
  private static final int LARGEST_CUT_BYTES = 1024;

  private final FreeStore store;
  private final Arena lifetime;
  private final @Nullable Thread owner;
  private long[] blocks = new long[4];
  private int blockCount;
  private long cursor;
  private long chunkEnd;

  private PooledArena(FreeStore store, Arena lifetime, @Nullable Thread owner) {
    this.store = store;
    this.lifetime = lifetime;
    this.owner = owner;
  }

  /// Opens an arena for the calling thread only.
  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  static PooledArena confined(FreeStore store) {
    return new PooledArena(store, Arena.ofConfined(), Thread.currentThread());
  }

  /// Opens an arena for any thread.
  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  static PooledArena shared(FreeStore store) {
    return new PooledArena(store, Arena.ofShared(), null);
  }

  @Override
  public MemorySegment.Scope scope() {
    return lifetime.scope();
  }

  @Override
  public MemorySegment allocate(long byteSize, long byteAlignment) {
    if (byteSize < 0) {
      throw new IllegalArgumentException("negative size: byteSize=" + byteSize);
    }
    if (byteAlignment <= 0 || (byteAlignment & byteAlignment - 1) != 0) {
      throw new IllegalArgumentException(
          "alignment is not a power of two: byteAlignment=" + byteAlignment);
    }
    return Memory.segment(take(byteSize, byteAlignment), byteSize, lifetime);
  }

  private synchronized long take(long byteSize, long byteAlignment) {
    requireUsable();
    long bytes = Math.max(byteSize, 1);
    if (bytes > LARGEST_CUT_BYTES || byteAlignment > LARGEST_CUT_BYTES) {
      return remember(store.rawAllocate(bytes, byteAlignment, true));
    }
    long address = cursor + byteAlignment - 1 & -byteAlignment;
    if (cursor == 0 || address + bytes > chunkEnd) {
      cursor = remember(store.rawAllocate(CHUNK_BYTES, Long.BYTES, false));
      chunkEnd = cursor + CHUNK_BYTES;
      address = cursor + byteAlignment - 1 & -byteAlignment;
    }
    cursor = address + bytes;
    Memory.fill(address, bytes, (byte) 0);
    return address;
  }

  private void requireUsable() {
    if (owner != null && owner != Thread.currentThread()) {
      throw new WrongThreadException("arena is confined: thread=" + owner.getName());
    }
    if (!lifetime.scope().isAlive()) {
      throw new IllegalStateException("Already closed");
    }
    store.requireOpen();
  }

  private long remember(long address) {
    if (blockCount == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * blockCount);
    }
    blocks[blockCount++] = address;
    return address;
  }

  @Override
  public void close() {
    lifetime.close();
    synchronized (this) {
      if (!store.isClosed()) {
        for (int i = 0; i < blockCount; i++) {
          store.free(blocks[i]);
        }
      }
      blockCount = 0;
      cursor = 0;
      chunkEnd = 0;
    }
  }
}
