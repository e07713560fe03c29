// SPDX-License-Identifier: Apache-2.0
package org.freestore.object;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.freestore.region.Region;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabDescriptor;
import org.freestore.slab.SlabList;
import org.jspecify.annotations.Nullable;

/// The slabs of objects of one region that no heap needs: they wait for the next heap that needs
/// one of their class, whichever store it is of.
///
/// ```
///            add, addClosed                purge
///   a heap ────────────────▶ dirty ─────────────────▶ clean
///      ▲                       │                        │
///      └──────── take ─────────┴──────── take ──────────┘
///                            spent ─────────────────▶ dead       no block is usable any more
/// ```
///
/// What is given back of them is their pages, not their addresses, and not their side tables, which
/// a thread may still write to that deletes an object at the wrong moment. A *clean* one was
/// purged, and its descriptor keeps the highest generation that any block of it has had; a *dirty*
/// one is as it was left. Thread-safe; its lock is a leaf.
public final class VacantSlabs {
  /// The most that a purge is of.
  public static final int MOST_PURGED_AT_ONCE = 16;

  private final Region region;
  private final ReentrantLock lock = new ReentrantLock();
  private final SlabList dirty;
  private final SlabList clean;
  private final SlabList spent;

  /// Dirty and spent ones.
  private volatile int residentSlabs;

  private int cleanSlabs;
  private int deadSlabs;
  private long purgedBytes;

  public VacantSlabs(Region region) {
    this.region = region;
    this.dirty = new SlabList(region, 3);
    this.clean = new SlabList(region, 4);
    this.spent = new SlabList(region, 5);
  }

  /// What vacant slabs amount to.
  ///
  /// @param dirtyBytes address space whose pages may be resident
  /// @param cleanBytes address space without pages
  /// @param deadBytes address space that never will be used again
  /// @param purgedBytes memory given back to the system so far
  public record Sums(long dirtyBytes, long cleanBytes, long deadBytes, long purgedBytes) {}

  /// Returns the sums that the statistics are made of.
  public Sums sums() {
    lock.lock();
    try {
      return new Sums(bytes(residentSlabs), bytes(cleanSlabs), bytes(deadSlabs), purgedBytes);
    } finally {
      lock.unlock();
    }
  }

  private static long bytes(int slabs) {
    return (long) slabs << Region.GRANULE_SHIFT;
  }

  /// Returns whether any vacant slab may have resident pages. A racy glance.
  public boolean hasDirty() {
    return residentSlabs > 0;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // with the lock held; others only read it
  private void countResident(int change) {
    residentSlabs += change;
  }

  /// Takes a slab with free blocks: a dirty one, else a clean one, else a new one.
  ///
  /// @return it, or 0 where memory is exhausted
  public long take(int owner, int sizeClass) {
    lock.lock();
    try {
      long slab = dirty.first(sizeClass);
      if (slab != 0) {
        dirty.remove(slab, sizeClass);
        countResident(-1);
      } else {
        slab = clean.first(sizeClass);
        if (slab != 0) {
          clean.remove(slab, sizeClass);
          cleanSlabs--;
        }
      }
      if (slab != 0) {
        Slab.enter(region, slab, owner);
        return slab;
      }
    } finally {
      lock.unlock();
    }
    return Slab.create(region, owner, sizeClass);
  }

  /// Takes a slab that its heap does not need, and in which every block is free or retired.
  ///
  /// @return false if another thread is about to delete an object of it, or seems to be; the slab
  ///   stays with its heap
  public boolean add(long slab, long nowMillis) {
    if (!Slab.tryWithdraw(region, slab)) {
      return false;
    }
    insertResident(slab, nowMillis);
    return true;
  }

  /// Takes a slab whatever it holds, because its store is closed: every object ends.
  public void addClosed(long slab) {
    Slab.withdrawForGood(region, slab);
    ObjectSlab.endAll(slab);
    insertResident(slab, Long.MIN_VALUE);
  }

  private void insertResident(long slab, long vacatedAtMillis) {
    lock.lock();
    try {
      SlabDescriptor.vacatedAtMillis(slab, vacatedAtMillis);
      SlabList list = Slab.free(slab) == 0 ? spent : dirty;
      list.addFirst(slab, SlabDescriptor.sizeClass(slab));
      countResident(1);
    } finally {
      lock.unlock();
    }
  }

  /// Purges slabs that have been vacant since before `vacatedBeforeMillis`, 1 MiB at a call.
  ///
  /// @return whether more is left to purge
  public boolean purge(long vacatedBeforeMillis) {
    return purge(vacatedBeforeMillis, MOST_PURGED_AT_ONCE);
  }

  /// Purges slabs that have been vacant since before `vacatedBeforeMillis`; the lock is not held
  /// while the system works.
  ///
  /// @param most how many slabs at most, from 1 to [#MOST_PURGED_AT_ONCE]
  /// @return whether more is left to purge
  public boolean purge(long vacatedBeforeMillis, int most) {
    long[] slabs = takeExpired(vacatedBeforeMillis, most);
    Arrays.sort(slabs);
    boolean purged = slabs.length > 0;
    for (int i = 0; i < slabs.length; ) {
      int end = endOfNeighbours(slabs, i);
      purged &= purge(slabs, i, end);
      i = end;
    }
    return purged && slabs.length == most;
  }

  private long[] takeExpired(long vacatedBeforeMillis, int most) {
    long[] slabs = new long[most];
    lock.lock();
    try {
      int count = takeExpired(dirty, vacatedBeforeMillis, slabs, 0);
      return Arrays.copyOf(slabs, takeExpired(spent, vacatedBeforeMillis, slabs, count));
    } finally {
      lock.unlock();
    }
  }

  /// Looks from the slab that has been vacant longest to the first that has not been so for long
  /// enough: there may be very many more. One whose store was closed, or that the system refused to
  /// purge, may have to wait for those behind it.
  private int takeExpired(SlabList list, long vacatedBeforeMillis, long[] slabs, int from) {
    int count = from;
    for (int sizeClass = SizeClasses.COUNT; sizeClass < SizeClasses.TOTAL_COUNT; sizeClass++) {
      long slab = list.last(sizeClass);
      while (slab != 0
          && count < slabs.length
          && SlabDescriptor.vacatedAtMillis(slab) < vacatedBeforeMillis) {
        long previous = list.previous(slab);
        list.remove(slab, sizeClass);
        countResident(-1);
        slabs[count++] = slab;
        slab = previous;
      }
    }
    return count;
  }

  private static int endOfNeighbours(long[] slabs, int from) {
    int end = from + 1;
    while (end < slabs.length
        && SlabDescriptor.granule(slabs[end]) == SlabDescriptor.granule(slabs[end - 1]) + 1) {
      end++;
    }
    return end;
  }

  /// What the highest generation was is read before the headers are gone: some of them may be even
  /// if the system refuses.
  private boolean purge(long[] slabs, int from, int to) {
    int[] highest = new int[to - from];
    for (int i = from; i < to; i++) {
      highest[i - from] = ObjectSlab.highestGeneration(slabs[i]);
    }
    boolean purged = region.os().purge(SlabDescriptor.start(slabs[from]), bytes(to - from));
    for (int i = from; i < to; i++) {
      ObjectSlab.forgetHeaders(slabs[i], highest[i - from]);
      if (purged) {
        insertPurged(slabs[i]);
      } else {
        insertResident(slabs[i], SlabDescriptor.vacatedAtMillis(slabs[i]));
      }
    }
    return purged;
  }

  private void insertPurged(long slab) {
    lock.lock();
    try {
      purgedBytes += bytes(1);
      if (Slab.free(slab) == 0) {
        deadSlabs++;
      } else {
        clean.addFirst(slab, SlabDescriptor.sizeClass(slab));
        cleanSlabs++;
      }
    } finally {
      lock.unlock();
    }
  }

  /// Checks every vacant slab.
  ///
  /// @return the first broken invariant, or null
  public @Nullable String firstBrokenInvariant() {
    lock.lock();
    try {
      String broken = firstBroken(dirty);
      broken = broken != null ? broken : firstBroken(spent);
      return broken != null ? broken : firstBroken(clean);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable String firstBroken(SlabList list) {
    for (int sizeClass = SizeClasses.COUNT; sizeClass < SizeClasses.TOTAL_COUNT; sizeClass++) {
      for (long slab = list.first(sizeClass); slab != 0; slab = list.next(slab)) {
        String broken = broken(slab, sizeClass);
        if (broken != null || (list == spent) != (Slab.free(slab) == 0)) {
          return (broken != null ? broken : "vacant slab is on the wrong list")
              + ": slab=0x"
              + Long.toHexString(SlabDescriptor.start(slab));
        }
      }
    }
    return null;
  }

  private @Nullable String broken(long slab, int sizeClass) {
    if (SlabDescriptor.sizeClass(slab) != sizeClass) {
      return "vacant slab is of another class";
    }
    if (SlabDescriptor.owner(slab) != 0 || Slab.word(region, SlabDescriptor.start(slab)) != 0) {
      return "vacant slab has an owner";
    }
    return Slab.isEmpty(slab) ? HeaderCheck.firstWrong(slab) : "vacant slab is in use";
  }
}
