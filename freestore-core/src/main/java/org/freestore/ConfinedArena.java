// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.freestore.memory.Memory;
import org.jspecify.annotations.Nullable;

/// An arena of one thread, whose memory comes from a store and goes back to it.
///
/// A JDK arena gives the segments their lifetime and their thread rule. Closing ends that first, so
/// that no segment can reach memory that is free.
///
/// It is small for the compiler: where that sees an arena from its opening to its end, the arena,
/// the JDK's and the segments become registers.
final class ConfinedArena extends ArenaMemory implements StoreArena {
  private final Arena lifetime;
  private final Thread owner;

  /// The owner, or null once the arena is closed.
  private @Nullable Thread user;

  /// Opens an arena for the calling thread.
  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  ConfinedArena(FreeStore store) {
    super(store, FIRST_CHUNK_BYTES);
    store.requireOpen();
    this.lifetime = Arena.ofConfined();
    this.owner = Thread.currentThread();
    this.user = owner;
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
    if (user != Thread.currentThread() || store.isClosed()) {
      throw unusable();
    }
    return Memory.segment(take(byteSize, byteAlignment, zeroed), byteSize, lifetime);
  }

  private RuntimeException unusable() {
    if (owner != Thread.currentThread()) {
      return new WrongThreadException("arena is confined: thread=" + owner.getName());
    }
    store.requireOpen();
    return new IllegalStateException("Already closed");
  }

  /// @throws IllegalStateException if it is closed already, or a native call is using a segment
  /// @throws WrongThreadException if it is another thread's
  @Override
  public void close() {
    lifetime.close();
    user = null;
    giveBack();
  }
}
