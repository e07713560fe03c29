// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.freestore.diagnostics.snapshot.Blocks;
import org.jspecify.annotations.Nullable;

/// What the thread allocates while one is open is no leak, whatever becomes of it: LeakSanitizer's
/// `ScopedDisabler`.
///
/// ```java
/// try (LeaksIgnored _ = LeaksIgnored.open()) {
///   Cache.fill();
/// }
/// ```
///
/// It is told by who allocated a block, and when; so it works for allocations that are recorded: in
/// stores with full sites. Opening and closing take a millisecond each, the resolution of what is
/// recorded, for no allocation before or after may have the same time as one inside; each is an
/// entry in a list for as long as the program runs.
///
/// Belongs to the thread that opens it; may be nested.
public final class LeaksIgnored implements AutoCloseable {
  private static final List<LeaksIgnored> ALL = new CopyOnWriteArrayList<>();

  private final long threadId = Thread.currentThread().threadId();
  private final Instant from;
  private volatile @Nullable Instant to;

  private LeaksIgnored(Instant from) {
    this.from = from;
  }

  /// Begins to ignore what this thread allocates.
  public static LeaksIgnored open() {
    LeaksIgnored ignored = new LeaksIgnored(nextTick());
    ALL.add(ignored);
    return ignored;
  }

  /// Returns whether it was not closed yet.
  public boolean isOpen() {
    return to == null;
  }

  /// Ends it. Closing it again does nothing.
  @Override
  public void close() {
    if (to == null) {
      to = nextTick();
    }
  }

  /// Returns a time that no allocation before has, and none after if the thread waits once more.
  private static Instant nextTick() {
    Instant now = now();
    Instant next = now();
    while (next.equals(now)) {
      Thread.onSpinWait();
      next = now();
    }
    return next;
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  static boolean isEmpty() {
    return ALL.isEmpty();
  }

  static boolean covers(Blocks blocks, int block) {
    Instant at = blocks.allocatedAt(block);
    if (at == null) {
      return false;
    }
    for (LeaksIgnored ignored : ALL) {
      Instant end = ignored.to;
      if (ignored.threadId == blocks.threadId(block)
          && !at.isBefore(ignored.from)
          && (end == null || at.isBefore(end))) {
        return true;
      }
    }
    return false;
  }
}
