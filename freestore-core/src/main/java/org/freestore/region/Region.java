// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.freestore.memory.Memory;
import org.freestore.os.OsMemory;
import org.jspecify.annotations.Nullable;

/// A reservation handed out in runs of granules.
///
/// ```
///   base                                  frontier             committed            end
///   │ in use │ free │ in use │ free ... │ │ committed, unused │ │ reserved only   │ │
///   └──────────────── runs ─────────────┘
/// ```
///
/// A run is taken, in this order, from the dirty free runs (their pages are resident already), from
/// the clean ones (purged; they read as zero), from the frontier. Dirty and clean neighbours do not
/// merge, so "clean" stays exact and zeroed memory stays cheap; purging turns one into the other.
///
/// The region's memory is never released: an address that was once handed out stays readable and
/// writable for the life of the process, so that a stale one can be wrong but not fatal.
/// Descriptors and side tables live in a reservation apart from the blocks.
///
/// Thread-safe: a lock guards the runs and the side tables. It is taken per run, never per block.
public final class Region {
  public static final int GRANULE_SHIFT = 16;
  public static final long GRANULE_BYTES = 1L << GRANULE_SHIFT;
  public static final long HUGE_PAGE_BYTES = 2L << 20;
  public static final int NO_RUN = -1;

  private static final long MOST_PURGED_AT_ONCE_BYTES = 32L << 20;
  private static final int HUGE_PAGE_GRANULES = (int) (HUGE_PAGE_BYTES >>> GRANULE_SHIFT);

  private final OsMemory os;
  private final Window window;
  private final long mapBase;
  private final CommittedSpace blocks;
  private final CommittedSpace map;
  private final CommittedSpace descriptors;
  private final StateTables stateTables;
  private final GranuleTable table;
  private final int granuleCount;
  private final ReentrantLock lock = new ReentrantLock();
  private final RunBins dirty;
  private final RunBins clean;
  private volatile int frontier;
  private long purgedBytes;
  private long purgeCalls;

  /// Makes a region of a part of a window.
  ///
  /// @param firstGranule the part's first granule in the window: a multiple of 8192, so that its
  ///   tables start on whole granules
  /// @param granuleCount its length
  /// @param hugePages whether to ask for huge pages; the part then starts at a multiple of their
  ///   size
  public Region(Window window, int firstGranule, int granuleCount, boolean hugePages) {
    OsMemory system = window.os();
    long descriptorBase = window.descriptorBase() + Window.descriptorBytes(firstGranule);
    this.os = system;
    this.window = window;
    this.granuleCount = granuleCount;
    this.mapBase = window.mapBase() + Window.mapBytes(firstGranule);
    this.blocks =
        new CommittedSpace(
            system, window.base() + bytes(firstGranule), bytes(granuleCount), hugePages);
    this.map = new CommittedSpace(system, mapBase, Window.mapBytes(granuleCount), false);
    this.descriptors =
        new CommittedSpace(system, descriptorBase, Window.descriptorBytes(granuleCount), false);
    this.stateTables =
        new StateTables(
            new CommittedSpace(
                system,
                window.stateBase() + Window.stateBytes(firstGranule),
                Window.stateBytes(granuleCount),
                false));
    this.table = new GranuleTable(descriptorBase);
    this.dirty = new RunBins(table, GranuleDescriptor.FREE_DIRTY);
    this.clean = new RunBins(table, GranuleDescriptor.FREE_CLEAN);
  }

  private static long bytes(int granules) {
    return Window.bytes(granules);
  }

  /// Returns the window this region is a part of.
  public Window window() {
    return window;
  }

  /// Returns the address of a granule's word in the map.
  public long mapWord(int granule) {
    return mapBase + (long) granule * Long.BYTES;
  }

  /// Returns the address of granule 0.
  public long base() {
    return blocks.base();
  }

  /// Returns the reserved bytes for blocks.
  public long byteSize() {
    return blocks.reservedBytes();
  }

  public long descriptor(int granule) {
    return table.descriptor(granule);
  }

  /// Returns the granule of an address in this region.
  public int granule(long address) {
    return (int) ((address - base()) >>> GRANULE_SHIFT);
  }

  public int granuleOfDescriptor(long descriptor) {
    return (int) ((descriptor - table.base()) >>> GranuleDescriptor.DESCRIPTOR_SHIFT);
  }

  public long address(int granule) {
    return base() + bytes(granule);
  }

  /// Returns whether an address was ever handed out, so that its descriptor may be read.
  public boolean contains(long address) {
    return address >= base() && address - base() < handedOutBytes();
  }

  /// Returns how many bytes from the base were ever handed out; the descriptors of those granules
  /// may be read.
  public long handedOutBytes() {
    return bytes(frontier);
  }

  /// Returns the system this region is reserved from.
  public OsMemory os() {
    return os;
  }

  /// Takes a run.
  ///
  /// @param granules its length, positive
  /// @param alignmentGranules a power of two that its first granule's address, in granules, is a
  ///   multiple of
  /// @return its first granule, or [#NO_RUN] where the region or the system has no more
  public int allocateRun(int granules, int alignmentGranules) {
    lock.lock();
    try {
      int slack = alignmentGranules - 1;
      if (granules + (long) slack > granuleCount) {
        return NO_RUN;
      }
      int run = takeFrom(dirty, granules, alignmentGranules);
      if (run == NO_RUN) {
        run = takeFrom(clean, granules, alignmentGranules);
      }
      return run != NO_RUN ? run : takeFromFrontier(granules, alignmentGranules);
    } finally {
      lock.unlock();
    }
  }

  private int takeFrom(RunBins bins, int granules, int alignment) {
    int run = bins.find(granules + alignment - 1);
    if (run == NO_RUN) {
      return NO_RUN;
    }
    int length = table.granules(run);
    long freedAt = GranuleDescriptor.freedAtMillis(table.descriptor(run));
    bins.remove(run);
    int start = alignUp(run, alignment);
    putBack(bins, run, start - run, freedAt);
    putBack(bins, start + granules, run + length - start - granules, freedAt);
    use(start, granules, bins == clean);
    return start;
  }

  private int alignUp(int granule, int alignment) {
    long absolute = (base() >>> GRANULE_SHIFT) + granule;
    return (int) ((absolute + alignment - 1 & -(long) alignment) - (base() >>> GRANULE_SHIFT));
  }

  private void putBack(RunBins bins, int granule, int length, long freedAtMillis) {
    if (length > 0) {
      GranuleDescriptor.freedAtMillis(table.descriptor(granule), freedAtMillis);
      bins.insert(granule, length);
    }
  }

  private void use(int granule, int length, boolean isClean) {
    table.tag(granule, length, GranuleDescriptor.IN_USE);
    GranuleDescriptor.clean(table.descriptor(granule), isClean);
  }

  private int takeFromFrontier(int granules, int alignment) {
    int start = alignUp(frontier, alignment);
    long end = (long) start + granules;
    if (end > granuleCount || !commit((int) end)) {
      return NO_RUN;
    }
    int skipped = frontier;
    advanceTo((int) end);
    use(start, granules, true);
    if (start > skipped) {
      insertClean(skipped, start - skipped);
    }
    return start;
  }

  private void advanceTo(int granule) {
    frontier = granule;
    MainMap.described(base(), bytes(granule));
  }

  private boolean commit(int granules) {
    return map.ensure((long) granules * Long.BYTES)
        && descriptors.ensure((long) granules << GranuleDescriptor.DESCRIPTOR_SHIFT)
        && blocks.ensure(bytes(granules));
  }

  /// Gives a run back. Its pages count as dirty: the next user finds whatever is there.
  public void freeRun(int granule, long nowMillis) {
    lock.lock();
    try {
      insertDirty(granule, table.granules(granule), nowMillis);
    } finally {
      lock.unlock();
    }
  }

  private void insertDirty(int granule, int length, long freedAtMillis) {
    int start = granule;
    int end = granule + length;
    long since = freedAtMillis;
    if (end < frontier && table.state(end) == GranuleDescriptor.FREE_DIRTY) {
      int right = table.granules(end);
      since = right > length ? GranuleDescriptor.freedAtMillis(table.descriptor(end)) : since;
      dirty.remove(end);
      end += right;
    }
    if (start > 0 && table.state(start - 1) == GranuleDescriptor.FREE_DIRTY) {
      int left = table.granules(start - 1);
      start -= left;
      since =
          left > end - granule ? GranuleDescriptor.freedAtMillis(table.descriptor(start)) : since;
      dirty.remove(start);
    }
    putBack(dirty, start, end - start, since);
  }

  private void insertClean(int granule, int length) {
    int start = granule;
    int end = granule + length;
    if (end < frontier && table.state(end) == GranuleDescriptor.FREE_CLEAN) {
      int right = table.granules(end);
      clean.remove(end);
      end += right;
    }
    if (start > 0 && table.state(start - 1) == GranuleDescriptor.FREE_CLEAN) {
      int left = table.granules(start - 1);
      start -= left;
      clean.remove(start);
    }
    clean.insert(start, end - start);
  }

  /// Returns whether the run was zero when it was handed out.
  public boolean wasClean(int granule) {
    return GranuleDescriptor.clean(table.descriptor(granule));
  }

  /// Says of a run in use that it is not zero any more.
  public void markWritten(int granule) {
    GranuleDescriptor.clean(table.descriptor(granule), false);
  }

  public int runGranules(int granule) {
    return table.granules(granule);
  }

  /// Changes the length of a run in place: shrinking always succeeds, growing where what follows is
  /// free.
  public boolean resizeRun(int granule, int granules, long nowMillis) {
    lock.lock();
    try {
      int current = table.granules(granule);
      if (granules <= current) {
        shrink(granule, current, granules, nowMillis);
        return true;
      }
      return grow(granule, current, granules);
    } finally {
      lock.unlock();
    }
  }

  private void shrink(int granule, int current, int wanted, long nowMillis) {
    if (wanted < current) {
      boolean wasClean = wasClean(granule);
      use(granule, wanted, wasClean);
      insertDirty(granule + wanted, current - wanted, nowMillis);
    }
  }

  private boolean grow(int granule, int current, int wanted) {
    int end = granule + current;
    int missing = wanted - current;
    if (end == frontier) {
      if ((long) granule + wanted > granuleCount || !commit(granule + wanted)) {
        return false;
      }
      advanceTo(granule + wanted);
    } else {
      int state = table.state(end);
      if (state == GranuleDescriptor.IN_USE || table.granules(end) < missing) {
        return false;
      }
      RunBins bins = state == GranuleDescriptor.FREE_DIRTY ? dirty : clean;
      int length = table.granules(end);
      long freedAt = GranuleDescriptor.freedAtMillis(table.descriptor(end));
      bins.remove(end);
      putBack(bins, end + missing, length - missing, freedAt);
    }
    use(granule, wanted, false);
    return true;
  }

  /// Returns the first granule of every run in use, in address order: a copy, out of date as soon
  /// as it is made.
  public int[] runsInUse() {
    lock.lock();
    try {
      int[] runs = new int[64];
      int count = 0;
      for (int granule = 0; granule < frontier; granule += table.granules(granule)) {
        if (table.state(granule) == GranuleDescriptor.IN_USE) {
          if (count == runs.length) {
            runs = Arrays.copyOf(runs, 2 * count);
          }
          runs[count++] = granule;
        }
      }
      return Arrays.copyOf(runs, count);
    } finally {
      lock.unlock();
    }
  }

  /// Takes a side table of `byteSize` zero bytes.
  ///
  /// @return its address, or 0 where memory is exhausted
  public long allocateStates(int byteSize) {
    lock.lock();
    try {
      return stateTables.allocate(byteSize);
    } finally {
      lock.unlock();
    }
  }

  public void freeStates(long address, int byteSize) {
    lock.lock();
    try {
      stateTables.free(address, byteSize);
    } finally {
      lock.unlock();
    }
  }

  /// Purges free runs whose pages have been unused since before `freedBeforeMillis`, some 32 MiB at
  /// a call; the lock is not held while the system works. Where the system refuses, the call ends,
  /// and the next one tries again.
  ///
  /// @return whether more is left to purge
  public boolean purge(long freedBeforeMillis) {
    long budgetBytes = MOST_PURGED_AT_ONCE_BYTES;
    while (budgetBytes > 0) {
      int run = takeExpired(freedBeforeMillis);
      if (run == NO_RUN) {
        return false;
      }
      budgetBytes -= bytes(table.granules(run));
      if (!purgeTaken(run)) {
        return false;
      }
    }
    return true;
  }

  private int takeExpired(long freedBeforeMillis) {
    lock.lock();
    try {
      for (int bin = dirty.binCount() - 1; bin >= 0 && dirty.granules() > 0; bin--) {
        for (int run = dirty.head(bin); run >= 0; ) {
          long descriptor = table.descriptor(run);
          if (GranuleDescriptor.freedAtMillis(descriptor) < freedBeforeMillis) {
            dirty.remove(run);
            use(run, GranuleDescriptor.granules(descriptor), false);
            return run;
          }
          run = GranuleDescriptor.next(descriptor);
        }
      }
      return NO_RUN;
    } finally {
      lock.unlock();
    }
  }

  private boolean purgeTaken(int run) {
    int length = table.granules(run);
    long freedAt = GranuleDescriptor.freedAtMillis(table.descriptor(run));
    boolean zero = os.purge(address(run), bytes(length));
    lock.lock();
    try {
      purgeCalls++;
      if (zero) {
        purgedBytes += bytes(length);
        insertClean(run, length);
      } else {
        insertDirty(run, length, freedAt);
      }
      return zero;
    } finally {
      lock.unlock();
    }
  }

  /// Returns whether dirty free runs exist. A racy glance, for deciding whether to look at the
  /// clock.
  public boolean hasDirtyRuns() {
    return dirty.granules() > 0;
  }

  /// Returns the sums that the statistics are made of.
  public RegionStatistics statistics() {
    lock.lock();
    try {
      return new RegionStatistics(
          window.reservedBytes(),
          blocks.committedBytes(),
          bytes(frontier),
          bytes(1) * dirty.granules(),
          bytes(1) * clean.granules(),
          0, // slabs are in use for a region, whatever state their blocks are in
          map.committedBytes() + descriptors.committedBytes() + stateTables.committedBytes(),
          frontier * (GranuleDescriptor.DESCRIPTOR_BYTES + Long.BYTES) + stateTables.touchedBytes(),
          stateTables.usedBytes(),
          purgedBytes,
          purgeCalls);
    } finally {
      lock.unlock();
    }
  }

  /// Checks that runs tile the region up to the frontier, that free runs are in their bins and
  /// nothing else is.
  ///
  /// @return the first broken invariant, or null
  public @Nullable String firstBrokenInvariant() {
    lock.lock();
    try {
      long freeDirty = 0;
      long freeClean = 0;
      int previousState = GranuleDescriptor.NONE;
      for (int granule = 0; granule < frontier; ) {
        int length = table.granules(granule);
        int state = table.state(granule);
        if (length <= 0 || granule + (long) length > frontier) {
          return "run leaves the region: granule=" + granule + " granules=" + length;
        }
        int last = granule + length - 1;
        if (table.granules(last) != length || table.state(last) != state) {
          return "run's ends disagree: granule=" + granule + " granules=" + length;
        }
        if (state != GranuleDescriptor.IN_USE && state == previousState) {
          return "free neighbours not merged: granule=" + granule;
        }
        freeDirty += state == GranuleDescriptor.FREE_DIRTY ? length : 0;
        freeClean += state == GranuleDescriptor.FREE_CLEAN ? length : 0;
        previousState = state;
        granule += length;
      }
      if (freeDirty != dirty.granules() || freeClean != clean.granules()) {
        return "free granules counted="
            + (freeDirty + freeClean)
            + " binned="
            + (dirty.granules() + clean.granules());
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /// Zeroes `byteSize` bytes of a run in use: by purging where that is cheaper than writing.
  public void zero(long address, long byteSize) {
    if (byteSize >= HUGE_PAGE_GRANULES * GRANULE_BYTES
        && os.purge(address, byteSize & -os.pageBytes())) {
      long tail = byteSize & os.pageBytes() - 1;
      Memory.fill(address + byteSize - tail, tail, (byte) 0);
    } else {
      Memory.fill(address, byteSize, (byte) 0);
    }
  }
}
