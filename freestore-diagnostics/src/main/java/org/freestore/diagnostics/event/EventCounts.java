// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.freestore.Allocation;
import org.freestore.FreeStore;
import org.freestore.MisuseReport;
import org.freestore.StoreListener;

/// Counts what happens in stores, by their names.
///
/// Any thread may call anything; a count costs a look into a table and an addition.
public final class EventCounts implements StoreListener {
  private static final int MOST_MISUSES = 1_000;
  private static final int MOST_NAMES = 1_000;
  private static final String NO_NAME = "";

  private static final EventCounts OF_PROCESS = new EventCounts(MOST_NAMES);

  private final int mostNames;
  private final ConcurrentMap<String, Counts> stores = new ConcurrentHashMap<>();
  private final MisuseTally misuses = new MisuseTally(Clock.systemUTC(), MOST_MISUSES);

  /// Makes counts that are not the process's.
  ///
  /// @param mostNames so many are kept, besides those of open stores: a program may open one for
  ///   each request
  EventCounts(int mostNames) {
    this.mostNames = mostNames;
  }

  /// Returns the counts of this process. They grow while [DiagnosticsListener] listens, which it
  /// does from the first use of Freestore unless it is switched off.
  public static EventCounts ofProcess() {
    return OF_PROCESS;
  }

  /// Returns what happened in stores of a name; zeros where nothing did.
  public StoreActivity activity(String storeName) {
    Counts counts = stores.get(storeName);
    return counts == null ? StoreActivity.none(storeName) : counts.activity(storeName);
  }

  /// Returns what happened, a line for each name of stores in which something did, sorted by it. A
  /// first line without a name is of memory of no store and, where more than 1,000 names have come
  /// up, of stores that are closed and have no line of their own any more.
  public List<StoreActivity> activities() {
    return stores.keySet().stream().sorted().map(this::activity).toList();
  }

  /// Returns what was done wrong: equal misuses in one line, the most frequent first. At most 1,000
  /// are told apart; the last line is of the others, if there are any.
  public List<MisuseCount> misuses() {
    return misuses.counts();
  }

  @Override
  public void refilled(String storeName, long blockBytes, int blocks, boolean objects) {
    Counts counts = of(storeName);
    counts.refills.increment();
    counts.refilledBlocks.add(blocks);
    counts.refilledBytes.add(blocks * blockBytes);
  }

  @Override
  public void adopted(String storeName, long blockBytes, int slabs) {
    of(storeName).adoptedSlabs.add(slabs);
  }

  @Override
  public void limitReached(String storeName, long byteSize, long inUseBytes, long limitBytes) {
    of(storeName).limitsReached.increment();
  }

  @Override
  public void sampled(String storeName, String typeName, long byteSize, Allocation allocation) {
    of(storeName).sampledAllocations.increment();
  }

  @Override
  public void misused(MisuseReport report) {
    of(report.storeName()).misuses.increment();
    misuses.count(report);
  }

  @Override
  public void closed(FreeStore store) {
    if (stores.size() > mostNames
        && !store.name().isEmpty()
        && FreeStore.stores().stream().noneMatch(open -> open.name().equals(store.name()))) {
      Counts counts = stores.remove(store.name());
      if (counts != null) {
        of(NO_NAME).add(counts.activity(store.name()));
      }
    }
  }

  @Override
  public boolean wantsLeaks() {
    return false;
  }

  private Counts of(String storeName) {
    Counts counts = stores.get(storeName);
    return counts == null ? stores.computeIfAbsent(storeName, name -> new Counts()) : counts;
  }

  /// The counts of one name.
  private static final class Counts {
    final LongAdder refills = new LongAdder();
    final LongAdder refilledBlocks = new LongAdder();
    final LongAdder refilledBytes = new LongAdder();
    final LongAdder adoptedSlabs = new LongAdder();
    final LongAdder limitsReached = new LongAdder();
    final LongAdder misuses = new LongAdder();
    final LongAdder sampledAllocations = new LongAdder();

    void add(StoreActivity more) {
      refills.add(more.refills());
      refilledBlocks.add(more.refilledBlocks());
      refilledBytes.add(more.refilledBytes());
      adoptedSlabs.add(more.adoptedSlabs());
      limitsReached.add(more.limitsReached());
      misuses.add(more.misuses());
      sampledAllocations.add(more.sampledAllocations());
    }

    StoreActivity activity(String storeName) {
      return new StoreActivity(
          storeName,
          refills.sum(),
          refilledBlocks.sum(),
          refilledBytes.sum(),
          adoptedSlabs.sum(),
          limitsReached.sum(),
          misuses.sum(),
          sampledAllocations.sum());
    }
  }
}
