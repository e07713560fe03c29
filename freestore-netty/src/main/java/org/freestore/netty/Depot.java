// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the threads of an allocator share: idle leases and arrays, handed over in batches, and the
/// list of all leases. Under one lock, which a platform thread takes once in many buffers.
final class Depot {
  /// Idle arrays are the garbage that was not made; more of them than this share of the Java heap
  /// would be a leak.
  private static final long MOST_ARRAY_BYTES =
      Math.clamp(Runtime.getRuntime().maxMemory() >>> 5, 8L << 20, 128L << 20);

  private Lease[] idle = new Lease[ThreadCache.BATCH];
  private int idleCount;
  private List<Lease> all = new ArrayList<>();
  private final List<ArrayDeque<byte[]>> arrays = new ArrayList<>();
  private long arrayBytes;

  Depot() {
    for (int i = 0; i < ArrayClasses.COUNT; i++) {
      arrays.add(new ArrayDeque<>(0));
    }
  }

  /// Moves idle leases to `target`, as many as there are and at most `most`.
  ///
  /// @return how many
  synchronized int takeLeases(Lease[] target, int index, int most) {
    int count = Math.min(most, idleCount);
    idleCount -= count;
    System.arraycopy(idle, idleCount, target, index, count);
    Arrays.fill(idle, idleCount, idleCount + count, null);
    return count;
  }

  synchronized @Nullable Lease takeLease() {
    if (idleCount == 0) {
      return null;
    }
    Lease lease = idle[--idleCount];
    idle[idleCount] = null;
    return lease;
  }

  synchronized void giveLeases(Lease[] source, int index, int count) {
    ensureRoom(count);
    System.arraycopy(source, index, idle, idleCount, count);
    idleCount += count;
  }

  synchronized void give(Lease lease) {
    ensureRoom(1);
    idle[idleCount++] = lease;
  }

  private void ensureRoom(int count) {
    if (idleCount + count > idle.length) {
      idle = Arrays.copyOf(idle, Math.max(idleCount + count, 2 * idle.length));
    }
  }

  /// Enters a new lease into the list.
  synchronized void register(Lease lease) {
    all.add(lease);
  }

  /// Takes a lease that is used up off the list.
  synchronized void unregister(Lease lease) {
    all.remove(lease);
  }

  synchronized List<Lease> all() {
    return new ArrayList<>(all);
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
  synchronized void clear() {
    Set<Lease> dropped = Collections.newSetFromMap(new IdentityHashMap<>());
    dropped.addAll(Arrays.asList(idle).subList(0, idleCount));
    List<Lease> kept = new ArrayList<>(all);
    kept.removeIf(dropped::contains);
    all = kept;
    idle = new Lease[ThreadCache.BATCH];
    idleCount = 0;
    arrays.forEach(ArrayDeque::clear);
    arrayBytes = 0;
  }
}
