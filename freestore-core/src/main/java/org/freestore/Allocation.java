// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.time.Instant;
import java.util.List;

/// Where, when and by whom a block was allocated: [FreeStore#allocationOf(LiveObject)].
///
/// @param frames the innermost frames outside Freestore, innermost first
/// @param threadName the thread's name at that moment
/// @param threadId the thread's identifier
/// @param at when it was
/// @param weight for how many allocations of blocks of this size it stands: 1 where every one is
///   recorded, more where they are sampled
public record Allocation(
    List<StackTraceElement> frames, String threadName, long threadId, Instant at, double weight) {

  /// Copies the list.
  public Allocation {
    frames = List.copyOf(frames);
  }
}
