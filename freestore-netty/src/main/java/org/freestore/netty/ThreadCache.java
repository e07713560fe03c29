// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// Idle leases and arrays of one platform thread: used by that thread alone, without locks, until
/// it ends.
final class ThreadCache {
  /// Of each kind.
  static final int MOST_LEASES = 1024;

  /// What moves between a thread and the depot at a time.
  static final int BATCH = MOST_LEASES / 2;

  private static final int MOST_ARRAY_BYTES = 512 << 10;
  private static final int MOST_BYTES_A_CLASS = 64 << 10;

  final long ownerId;
  private final WeakReference<@Nullable Thread> owner;
  final IdleLeases direct;
  final IdleLeases heap;
  private final byte[][][] arrays;
  private final int[] arrayCounts;
  private int arrayBytes;

  /// @param quarantine of leases: see [IdleLeases]
  ThreadCache(FreeStoreByteBufAllocator allocator, Thread owner, int quarantine) {
    this.ownerId = owner.threadId();
    this.owner = new WeakReference<>(owner);
    this.direct = new IdleLeases(allocator, true, ownerId, MOST_LEASES, quarantine);
    this.heap = new IdleLeases(allocator, false, ownerId, MOST_LEASES, quarantine);
    this.arrays = new byte[ArrayClasses.of(MOST_BYTES_A_CLASS) + 1][][];
    this.arrayCounts = new int[arrays.length];
  }

  /// Makes one that belongs to no thread, has nothing and takes nothing.
  ThreadCache(FreeStoreByteBufAllocator allocator) {
    ownerId = IdleLeases.NOBODYS_ID;
    owner = new WeakReference<>(null);
    direct = new IdleLeases(allocator, true, ownerId, 0, 0);
    heap = new IdleLeases(allocator, false, ownerId, 0, 0);
    arrays = new byte[0][][];
    arrayCounts = new int[0];
  }

  /// Returns whether nobody can use it any more.
  boolean isAbandoned() {
    Thread thread = owner.get();
    return thread == null || !thread.isAlive();
  }

  /// Returns the idle leases of a kind.
  IdleLeases leases(boolean direct) {
    return direct ? this.direct : heap;
  }

  /// Returns an array of a class, or null if there is none.
  byte @Nullable [] popArray(int arrayClass) {
    if (arrayClass >= arrayCounts.length || arrayCounts[arrayClass] == 0) {
      return null;
    }
    byte[] array = arrays[arrayClass][--arrayCounts[arrayClass]];
    arrayBytes -= array.length;
    return array;
  }

  /// Keeps an array, if its class and the thread have room.
  boolean push(int arrayClass, byte[] array) {
    if (arrayClass >= arrayCounts.length || arrayBytes + array.length > MOST_ARRAY_BYTES) {
      return false;
    }
    byte[][] kept = arrays[arrayClass];
    if (kept == null) {
      kept = new byte[Math.max(1, MOST_BYTES_A_CLASS / array.length)][];
      arrays[arrayClass] = kept;
    }
    int count = arrayCounts[arrayClass];
    if (count == kept.length) {
      return false;
    }
    kept[count] = array;
    arrayCounts[arrayClass] = count + 1;
    arrayBytes += array.length;
    return true;
  }

  /// Gives everything to the depot.
  void empty(Depot depot) {
    depot.takeAll(direct);
    depot.takeAll(heap);
    for (int arrayClass = 0; arrayClass < arrayCounts.length; arrayClass++) {
      byte[] array = popArray(arrayClass);
      while (array != null) {
        depot.give(arrayClass, array);
        array = popArray(arrayClass);
      }
    }
  }
}
