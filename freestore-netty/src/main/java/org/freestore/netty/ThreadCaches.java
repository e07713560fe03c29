// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/// Finds the calling thread's cache in a small table that is indexed with the thread's id, which
/// takes less than half of a `ThreadLocal`'s time. Threads whose ids fall on the same entry take
/// turns in it.
///
/// The table is read and written without synchronization: an entry is immutable where it matters,
/// and a thread that reads an old one does not find itself in it.
final class ThreadCaches {
  private static final int TABLE_SIZE = 256;

  private final ThreadCache[] table = new ThreadCache[TABLE_SIZE];
  private final ConcurrentHashMap<Long, ThreadCache> all = new ConcurrentHashMap<>();

  private final FreeStoreByteBufAllocator allocator;
  private final int quarantine;
  private final ThreadCache nobodys;

  /// @param quarantine of leases: see [IdleLeases]
  ThreadCaches(FreeStoreByteBufAllocator allocator, int quarantine) {
    this.allocator = allocator;
    this.quarantine = quarantine;
    this.nobodys = new ThreadCache(allocator);
    Arrays.fill(table, nobodys);
  }

  /// Returns the cache of the calling thread; for a virtual thread one that never has or takes
  /// anything.
  ThreadCache find() {
    Thread thread = Thread.currentThread();
    long id = thread.threadId();
    ThreadCache cache = table[(int) id & (TABLE_SIZE - 1)];
    return cache.ownerId == id ? cache : find(thread);
  }

  private ThreadCache find(Thread thread) {
    if (thread.isVirtual()) {
      return nobodys;
    }
    long id = thread.threadId();
    ThreadCache cache =
        all.computeIfAbsent(id, ignored -> new ThreadCache(allocator, thread, quarantine));
    table[(int) id & (TABLE_SIZE - 1)] = cache;
    return cache;
  }

  /// Moves what ended threads left to the depot.
  void reclaim(Depot depot) {
    all.forEach((id, cache) -> {
      if (cache.isAbandoned() && all.remove(id, cache)) {
        cache.empty(depot);
        cache.direct.abandon();
        cache.heap.abandon();
      }
    });
  }
}
