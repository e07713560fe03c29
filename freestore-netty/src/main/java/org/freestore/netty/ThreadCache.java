// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// Idle leases and arrays of one platform thread: used by that thread alone, without locks, until
/// it ends.
final class ThreadCache {
  static final int MOST_LEASES = 256;

  /// What moves between a thread and the depot at a time.
  static final int BATCH = MOST_LEASES / 2;

  private static final int MOST_ARRAY_BYTES = 512 << 10;
  private static final int MOST_BYTES_A_CLASS = 64 << 10;

  /// Belongs to no thread, has nothing and takes nothing.
  static final ThreadCache NOBODYS = new ThreadCache();

  final long ownerId;
  private final WeakReference<@Nullable Thread> owner;
  private final Lease[] leases;
  private int leaseCount;
  private final byte[][][] arrays;
  private final int[] arrayCounts;
  private int arrayBytes;

  ThreadCache(Thread owner) {
    this.ownerId = owner.threadId();
    this.owner = new WeakReference<>(owner);
    this.leases = new Lease[MOST_LEASES];
    this.arrays = new byte[ArrayClasses.of(MOST_BYTES_A_CLASS) + 1][][];
    this.arrayCounts = new int[arrays.length];
  }

  private ThreadCache() {
    ownerId = -1;
    owner = new WeakReference<>(null);
    leases = new Lease[0];
    arrays = new byte[0][][];
    arrayCounts = new int[0];
  }

  /// Returns whether nobody can use it any more.
  boolean isAbandoned() {
    Thread thread = owner.get();
    return thread == null || !thread.isAlive();
  }

  /// Returns an idle lease, or null if there is none.
  @Nullable Lease popLease() {
    int top = leaseCount - 1;
    if (top < 0) {
      return null;
    }
    leaseCount = top;
    return leases[top];
  }

  /// Keeps an idle lease, if there is room.
  boolean push(Lease lease) {
    int top = leaseCount;
    if (top >= leases.length) {
      return false;
    }
    leases[top] = lease;
    leaseCount = top + 1;
    return true;
  }

  /// Moves a batch from the depot here, if it has any.
  void refill(Depot depot) {
    leaseCount += depot.takeLeases(leases, leaseCount, BATCH);
  }

  /// Moves leases to the depot, down to `kept`.
  void flush(Depot depot, int kept) {
    if (leaseCount > kept) {
      depot.giveLeases(leases, kept, leaseCount - kept);
      leaseCount = kept;
    }
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

  /// Moves everything to the depot.
  void empty(Depot depot) {
    flush(depot, 0);
    for (int arrayClass = 0; arrayClass < arrayCounts.length; arrayClass++) {
      byte[] array = popArray(arrayClass);
      while (array != null) {
        depot.give(arrayClass, array);
        array = popArray(arrayClass);
      }
    }
  }
}
