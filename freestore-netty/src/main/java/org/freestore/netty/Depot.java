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
  private IdleLeases direct;
  private IdleLeases heap;
  private final List<ArrayDeque<byte[]>> arrays = new ArrayList<>();
  private long arrayBytes;

  /// @param quarantine of leases: see [IdleLeases]
  Depot(FreeStoreByteBufAllocator allocator, int quarantine) {
    this.allocator = allocator;
    this.quarantine = quarantine;
    this.direct = noLeases(true);
    this.heap = noLeases(false);
    for (int i = 0; i < ArrayClasses.COUNT; i++) {
      arrays.add(new ArrayDeque<>(0));
    }
  }

  private IdleLeases noLeases(boolean direct) {
    return new IdleLeases(allocator, direct, IdleLeases.NOBODYS_ID, ThreadCache.BATCH, quarantine);
  }

  private IdleLeases leases(boolean direct) {
    return direct ? this.direct : heap;
  }

  /// Moves a batch of idle leases to a thread, as many as there are.
  synchronized void giveBatch(IdleLeases target) {
    leases(target.direct).moveTo(target::add, ThreadCache.BATCH - target.count());
  }

  /// Returns an idle lease, or [IdleLeases#NONE] if none may go.
  synchronized int takeLease(boolean direct) {
    return leases(direct).pop();
  }

  /// Takes the `most` idle leases of a thread that came first.
  synchronized void take(IdleLeases source, int most) {
    source.moveTo(leases(source.direct)::add, most);
  }

  synchronized void add(boolean direct, int lease) {
    leases(direct).add(lease);
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
    direct.moveTo(table::remove, Integer.MAX_VALUE);
    heap.moveTo(table::remove, Integer.MAX_VALUE);
    direct = noLeases(true);
    heap = noLeases(false);
    arrays.forEach(ArrayDeque::clear);
    arrayBytes = 0;
  }
}
