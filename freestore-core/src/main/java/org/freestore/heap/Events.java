// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.jspecify.annotations.Nullable;

/// Where the slow paths say what they do, for whoever listens; mostly nobody does.
///
/// Thread-safe. What is told is told by the thread that did it, which may hold a heap's lock.
public final class Events {

  /// Listens.
  public interface Sink {

    /// A magazine was filled.
    ///
    /// @param store the heap's
    void refilled(Object store, int blockBytes, int blocks, boolean objects);

    /// A heap took a slab over from an ended thread's.
    ///
    /// @param store the heap's
    void adopted(Object store, int blockBytes);

    /// Pages went back to the system.
    void purged(long byteSize, long nanos);
  }

  private static volatile @Nullable Sink sink;

  private Events() {}

  /// Says who listens from now on, or that nobody does.
  public static void sink(@Nullable Sink listening) {
    sink = listening;
  }

  /// Returns whether anybody listens.
  public static boolean isHeard() {
    return sink != null;
  }

  static void refilled(Heap heap, int blockBytes, int blocks, boolean objects) {
    Sink listening = sink;
    if (listening != null) {
      listening.refilled(heap.store, blockBytes, blocks, objects);
    }
  }

  static void adopted(Heap heap, int blockBytes) {
    Sink listening = sink;
    if (listening != null) {
      listening.adopted(heap.store, blockBytes);
    }
  }

  /// Tells that pages went back.
  public static void purged(long byteSize, long nanos) {
    Sink listening = sink;
    if (listening != null && byteSize > 0) {
      listening.purged(byteSize, nanos);
    }
  }
}
