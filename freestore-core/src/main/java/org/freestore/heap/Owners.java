// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.freestore.slab.SlabWord;
import org.jspecify.annotations.Nullable;

/// Everything that owns slabs in one region, by the id in a slab's word. Id 0 is nobody.
///
/// Ids are reused, oldest first. Reading is lock-free.
public final class Owners {
  private final Deque<Integer> freeIds = new ArrayDeque<>();
  private volatile @Nullable SlabOwner[] owners = new SlabOwner[16];
  private int nextId = 1;

  /// Takes an id that nobody has; [#register] makes it mean something.
  ///
  /// @throws IllegalStateException if 33 million owners exist
  public synchronized int newId() {
    if (nextId <= SlabWord.LARGEST_OWNER && freeIds.size() < 64) {
      return nextId++;
    }
    Integer id = freeIds.pollFirst();
    if (id == null) {
      throw new IllegalStateException("too many heaps: owners=" + nextId);
    }
    return id;
  }

  public synchronized void register(int id, SlabOwner owner) {
    @Nullable SlabOwner[] grown = owners;
    if (id >= grown.length) {
      grown = Arrays.copyOf(grown, Integer.highestOneBit(id) * 2);
    }
    grown[id] = owner;
    owners = grown;
  }

  /// Forgets an owner that has no slab left.
  public synchronized void unregister(int id) {
    @Nullable SlabOwner[] current = owners;
    current[id] = null;
    owners = current;
    freeIds.addLast(id);
  }

  /// Returns the owner of an id, or null.
  public @Nullable SlabOwner owner(int id) {
    @Nullable SlabOwner[] current = owners;
    return id < current.length ? current[id] : null;
  }
}
