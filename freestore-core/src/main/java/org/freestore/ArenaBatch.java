// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.Arena;

/// Arenas whose segments live and die together, so that one stop of the JVM's threads serves them
/// all.
///
/// Arenas enter until there are enough of them, or they took enough memory; then the batch is
/// *sealed*. When it is sealed and its last arena is closed, the JDK arena behind the segments is
/// closed, which stops the threads, and the memory goes back to the store. Until then the memory of
/// closed arenas is nobody's: a segment that outlived its arena reads and writes what belongs to no
/// other one.
///
/// | field | guard |
/// |---|---|
/// | the memory, `entered`, `open`, `sealed` | the monitor |
/// | `RecyclingArena.closed` | the monitor of its batch |
final class ArenaBatch extends ArenaMemory {
  /// A stop costs some 20 microseconds; shared by so many, less than the rest of an arena.
  private static final int MOST_ARENAS = 1024;

  private static final int CHUNK_BYTES = 32_768;

  final Arena lifetime;
  private final ArenaBatches batches;
  private int entered;
  private int open;
  private long takenBytes;
  private boolean sealed;

  @SuppressWarnings("MustBeClosedChecker") // closed by end()
  ArenaBatch(FreeStore store, ArenaBatches batches) {
    super(store, CHUNK_BYTES);
    this.batches = batches;
    this.lifetime = Arena.ofShared();
  }

  /// Counts an arena in, unless the batch is sealed.
  synchronized boolean enter() {
    if (sealed) {
      return false;
    }
    entered++;
    open++;
    sealed = entered == MOST_ARENAS;
    return true;
  }

  synchronized long takeFor(
      RecyclingArena arena, long byteSize, long byteAlignment, boolean zeroed) {
    arena.requireNotClosed();
    store.requireOpen();
    long address = take(byteSize, byteAlignment, zeroed);
    takenBytes += byteSize;
    sealed |= takenBytes >= batches.mostBytes();
    return address;
  }

  /// Closes an arena, and the batch with the last one.
  ///
  /// @throws IllegalStateException if the arena is closed already
  void leave(RecyclingArena arena) {
    boolean last;
    synchronized (this) {
      arena.markClosed();
      open--;
      last = sealed && open == 0;
    }
    if (last) {
      batches.end(this);
    }
  }

  /// Lets no more arenas in, and ends the batch if none is open.
  void seal() {
    boolean over;
    synchronized (this) {
      over = !sealed && open == 0;
      sealed = true;
    }
    if (over) {
      batches.end(this);
    }
  }

  /// Ends the segments' lifetime and gives the memory back; returns false, with nothing done, where
  /// a native call is still using a segment.
  boolean tryEnd() {
    try {
      lifetime.close();
    } catch (IllegalStateException e) {
      return false;
    }
    synchronized (this) {
      giveBack();
    }
    return true;
  }
}
