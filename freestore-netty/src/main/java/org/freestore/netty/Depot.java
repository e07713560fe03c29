// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the threads of an allocator share: idle leases and arrays, handed over in batches. Under
/// one lock, which a platform thread takes once in many buffers.
final class Depot {
  /// Idle arrays are the garbage that was not made; more of them than this share of the Java heap
  /// would be a leak.
  private static final long MOST_ARRAY_BYTES =
      Math.clamp(Runtime.getRuntime().maxMemory() >>> 5, 8L << 20, 128L << 20);

  private final FreeStoreByteBufAllocator allocator;
  private final int quarantine;

  /// Those that may go at once: they have been through a thread's quarantine, or there is none.
  private IdleLeases direct;

  private IdleLeases heap;

  /// Those that virtual threads have released, in the order in which they did; without a quarantine
  /// the same as those above.
  private IdleLeases waitingDirect;

  private IdleLeases waitingHeap;
  private final List<ArrayDeque<byte[]>> arrays = new ArrayList<>();
  private long arrayBytes;

  /// @param quarantine of leases: see [IdleLeases]
  Depot(FreeStoreByteBufAllocator allocator, int quarantine) {
    this.allocator = allocator;
    this.quarantine = quarantine;
    this.direct = noLeases(true, 0);
    this.heap = noLeases(false, 0);
    this.waitingDirect = waitingBehind(direct);
    this.waitingHeap = waitingBehind(heap);
    for (int i = 0; i < ArrayClasses.COUNT; i++) {
      arrays.add(new ArrayDeque<>(0));
    }
  }

  private IdleLeases noLeases(boolean direct, int quarantine) {
    return new IdleLeases(allocator, direct, IdleLeases.NOBODYS_ID, ThreadCache.BATCH, quarantine);
  }

  /// Without a quarantine nothing waits.
  private IdleLeases waitingBehind(IdleLeases leases) {
    return quarantine == 0 ? leases : noLeases(leases.direct, quarantine);
  }

  private IdleLeases leases(boolean direct) {
    return direct ? this.direct : heap;
  }

  private IdleLeases waiting(boolean direct) {
    return direct ? waitingDirect : waitingHeap;
  }

  /// Moves a batch of idle leases to a thread, as many as there are. Not for one with a quarantine,
  /// whose own leases would be let out by what comes after them without having been released after
  /// them.
  synchronized void giveBatch(IdleLeases target) {
    leases(target.direct).moveTo(target::add, ThreadCache.BATCH - target.count());
  }

  /// Returns an idle lease, or [IdleLeases#NONE] if none may go.
  synchronized int takeLease(boolean direct) {
    int lease = leases(direct).pop();
    return lease >= 0 ? lease : waiting(direct).pop();
  }

  /// Takes the `most` idle leases of a thread that came first, if so many are through the
  /// quarantine.
  synchronized void take(IdleLeases source, int most) {
    source.moveTo(leases(source.direct)::add, Math.min(most, source.count() - quarantine));
  }

  /// Takes all idle leases of a thread that ends. Those that are not through the quarantine, which
  /// nobody would keep any more, are not used again.
  synchronized void takeAll(IdleLeases source) {
    take(source, Integer.MAX_VALUE);
    source.moveTo(allocator::forget, Integer.MAX_VALUE);
  }

  /// Takes what a virtual thread has released.
  synchronized void add(boolean direct, int lease) {
    waiting(direct).add(lease);
  }

  synchronized byte @Nullable [] takeArray(int arrayClass) {
    byte[] array = arrays.get(arrayClass).poll();
    if (array != null) {
      arrayBytes -= array.length;
    }
    return array;
  }

  /// Keeps an array, or leaves it to the collector.
  synchronized void give(int arrayClass, byte[] array) {
    if (arrayBytes + array.length <= MOST_ARRAY_BYTES) {
      arrays.get(arrayClass).push(array);
      arrayBytes += array.length;
    }
  }

  /// Leaves everything that is idle to the collector.
  synchronized void clear(LeaseTable table) {
    for (IdleLeases idle : List.of(direct, heap, waitingDirect, waitingHeap)) {
      idle.moveTo(table::remove, Integer.MAX_VALUE);
    }
    direct = noLeases(true, 0);
    heap = noLeases(false, 0);
    waitingDirect = waitingBehind(direct);
    waitingHeap = waitingBehind(heap);
    arrays.forEach(ArrayDeque::clear);
    arrayBytes = 0;
  }
}
