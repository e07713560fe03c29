// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.freestore.FreeStore;
import org.freestore.FreeStoreStatistics;
import org.freestore.SizeClassStatistics;
import org.freestore.diagnostics.event.EventCounts;
import org.freestore.diagnostics.event.StoreActivity;
import org.freestore.diagnostics.management.AddressSpace;
import org.freestore.diagnostics.metrics.Figures.Moment;
import org.jspecify.annotations.Nullable;

/// The meters in one registry.
final class Meters {
  private static final String BYTES = "bytes";

  /// In place of the name of a store, for meters of no store.
  private static final String NO_STORE = "\0";

  private static final long KEPT_NANOS = 1_000_000_000L;

  private final MeterRegistry registry;
  private final Tags tags;
  private final boolean sizeClasses;
  private final Figures figures = new Figures(System::nanoTime, KEPT_NANOS, this::refreshed);

  /// The stores of each name, and the meters of each name.
  private final Map<String, Set<FreeStore>> stores = new HashMap<>();

  private final Map<String, List<Meter>> meters = new HashMap<>();
  private final Set<SizeClass> known = new HashSet<>();

  private boolean removed;

  /// The kinds of pages that have meters: an address space is reserved when it is first needed.
  private final Set<Boolean> spaces = new HashSet<>();

  /// A size class that has meters.
  private record SizeClass(String storeName, long blockBytes, boolean objects) {
    boolean isOf(SizeClassStatistics line) {
      return line.blockBytes() == blockBytes && line.objects() == objects;
    }
  }

  Meters(MeterRegistry registry, Tags tags, boolean sizeClasses) {
    this.registry = registry;
    this.tags = tags;
    this.sizeClasses = sizeClasses;
    addSpaces(figures.now());
  }

  // Stores come and go.

  /// Asks for the figures before it locks: who takes new ones locks in the other order.
  void add(FreeStore store) {
    Moment moment = figures.now();
    synchronized (this) {
      Set<FreeStore> ofName = stores.computeIfAbsent(store.name(), name -> new HashSet<>());
      if (ofName.isEmpty()) {
        addStore(store, moment);
      }
      ofName.add(store);
    }
  }

  synchronized void remove(FreeStore store) {
    Set<FreeStore> ofName = stores.getOrDefault(store.name(), Set.of());
    if (ofName.contains(store)) {
      ofName.remove(store);
      if (ofName.isEmpty()) {
        stores.remove(store.name());
        known.removeIf(each -> each.storeName.equals(store.name()));
        removeMeters(store.name());
      }
    }
  }

  private void removeMeters(String name) {
    List<Meter> removed = meters.remove(name);
    if (removed != null) {
      removed.forEach(registry::remove);
    }
  }

  synchronized void removeAll() {
    List.copyOf(meters.keySet()).forEach(this::removeMeters);
    stores.clear();
    known.clear();
    removed = true;
  }

  // What a store has.

  private void addStore(FreeStore store, Moment moment) {
    String name = store.name();
    memory(name, "in_use", FreeStoreStatistics::inUseBytes);
    memory(name, "cached", FreeStoreStatistics::cachedBytes);
    memory(name, "remote_freed", FreeStoreStatistics::remoteFreedBytes);
    memory(name, "free", FreeStoreStatistics::freeBytes);
    memory(name, "tail", FreeStoreStatistics::tailBytes);
    memory(name, "retired", FreeStoreStatistics::retiredBytes);
    Tags ofStore = Tags.of("store", name);
    keep(
        name,
        gauge(
            "freestore.memory.resident",
            "How much of what the store holds was ever touched, at most",
            BYTES,
            ofStore,
            sum(name, FreeStoreStatistics::residentBytes)));
    keep(
        name,
        gauge(
            "freestore.memory.metadata",
            "Descriptors and side tables of what the store holds",
            BYTES,
            ofStore,
            sum(name, FreeStoreStatistics::metadataBytes)));
    keep(
        name,
        gauge(
            "freestore.live",
            "Live blocks and objects",
            "blocks",
            ofStore,
            sum(name, FreeStoreStatistics::liveBlocks)));
    keep(
        name,
        gauge(
            "freestore.heaps",
            "Threads that allocate, and stripes of virtual threads",
            "heaps",
            ofStore,
            sum(name, FreeStoreStatistics::heapCount)));
    if (store.options().limitBytes() != Long.MAX_VALUE) {
      keep(
          name,
          gauge(
              "freestore.memory.limit",
              "The most that may be handed out",
              BYTES,
              ofStore,
              sum(name, FreeStoreStatistics::limitBytes)));
    }
    addActivity(name, ofStore);
    addSizeClasses(name, moment);
  }

  private void memory(String name, String state, ToLongFunction<FreeStoreStatistics> figure) {
    keep(
        name,
        gauge(
            "freestore.memory",
            "What the store holds, by what for",
            BYTES,
            Tags.of("store", name, "state", state),
            sum(name, figure)));
  }

  private static ToLongFunction<Moment> sum(
      String name, ToLongFunction<FreeStoreStatistics> figure) {
    return moment -> moment.ofStore(name).stream().mapToLong(figure).sum();
  }

  private void addActivity(String name, Tags tags) {
    activity(name, "refills", "Magazines filled from slabs", null, tags, StoreActivity::refills);
    activity(
        name,
        "adoptions",
        "Slabs taken over from threads that had ended",
        "slabs",
        tags,
        StoreActivity::adoptedSlabs);
    activity(name, "limit.reached", "Requests refused", null, tags, StoreActivity::limitsReached);
    activity(name, "misuses", "Misuses of memory", null, tags, StoreActivity::misuses);
    activity(
        name,
        "refilled",
        "What threads took from slabs",
        BYTES,
        tags,
        StoreActivity::refilledBytes);
    activity(
        name,
        "samples",
        "Allocations of which the site was recorded",
        null,
        tags,
        StoreActivity::sampledAllocations);
  }

  private void activity(
      String name,
      String what,
      String description,
      @Nullable String unit,
      Tags more,
      ToLongFunction<StoreActivity> figure) {
    EventCounts counts = EventCounts.ofProcess();
    keep(
        name,
        FunctionCounter.builder(
                "freestore." + what, counts, all -> figure.applyAsLong(all.activity(name)))
            .description(description)
            .baseUnit(unit)
            .tags(tags.and(more))
            .register(registry));
  }

  // What has come into use since the last figures.

  /// Who has kept a meter may read it after all were removed.
  private synchronized void refreshed(Moment moment) {
    if (removed) {
      return;
    }
    addSpaces(moment);
    stores.keySet().forEach(name -> addSizeClasses(name, moment));
  }

  private void addSpaces(Moment moment) {
    for (AddressSpace space : moment.spaces()) {
      if (spaces.add(space.hugePages())) {
        addSpace(space.hugePages());
      }
    }
  }

  private void addSizeClasses(String name, Moment moment) {
    if (sizeClasses) {
      for (FreeStoreStatistics store : moment.ofStore(name)) {
        for (SizeClassStatistics line : store.sizeClasses()) {
          addSizeClass(new SizeClass(name, line.blockBytes(), line.objects()));
        }
      }
    }
  }

  private void addSizeClass(SizeClass sizeClass) {
    if (known.add(sizeClass)) {
      addSizeClass(sizeClass, "in_use", SizeClassStatistics::inUseBytes);
      addSizeClass(sizeClass, "idle", line -> line.heldBytes() - line.inUseBytes());
    }
  }

  private void addSizeClass(
      SizeClass sizeClass, String state, ToLongFunction<SizeClassStatistics> figure) {
    String name = sizeClass.storeName;
    keep(
        name,
        gauge(
            "freestore.size.class",
            "What the store holds of one size of blocks, by what for",
            BYTES,
            Tags.of(
                "store",
                name,
                "block.size",
                sizeClass.blockBytes == 0 ? "large" : Long.toString(sizeClass.blockBytes),
                "kind",
                sizeClass.objects ? "object" : "raw",
                "state",
                state),
            moment ->
                moment.ofStore(name).stream()
                    .flatMap(store -> store.sizeClasses().stream())
                    .filter(sizeClass::isOf)
                    .mapToLong(figure)
                    .sum()));
  }

  // What all stores share.

  private void addSpace(boolean hugePages) {
    space(hugePages, "held", AddressSpace::heldByAllStoresBytes);
    space(hugePages, "free_dirty", AddressSpace::dirtyFreeBytes);
    space(hugePages, "free_clean", AddressSpace::cleanFreeBytes);
    space(hugePages, "retired", AddressSpace::retiredSlabBytes);
    space(hugePages, "unused", AddressSpace::unusedCommittedBytes);
    spaceCounter(
        hugePages,
        "freestore.purged",
        "Memory given back to the system",
        BYTES,
        AddressSpace::purgedBytes);
    spaceCounter(
        hugePages,
        "freestore.purges",
        "How often memory was given back to the system",
        null,
        AddressSpace::purgeCalls);
  }

  private void space(boolean hugePages, String state, ToLongFunction<AddressSpace> figure) {
    keep(
        NO_STORE,
        gauge(
            "freestore.address.space",
            "Memory that all stores share, by what for",
            BYTES,
            pages(hugePages).and("state", state),
            ofSpace(hugePages, figure)));
  }

  private void spaceCounter(
      boolean hugePages,
      String name,
      String description,
      @Nullable String unit,
      ToLongFunction<AddressSpace> figure) {
    ToLongFunction<Moment> value = ofSpace(hugePages, figure);
    keep(
        NO_STORE,
        FunctionCounter.builder(name, figures, all -> value.applyAsLong(all.now()))
            .description(description)
            .baseUnit(unit)
            .tags(tags.and(pages(hugePages)))
            .register(registry));
  }

  private static Tags pages(boolean hugePages) {
    return Tags.of("pages", hugePages ? "huge" : "ordinary");
  }

  private static ToLongFunction<Moment> ofSpace(
      boolean hugePages, ToLongFunction<AddressSpace> figure) {
    return moment ->
        moment.spaces().stream()
            .filter(space -> space.hugePages() == hugePages)
            .mapToLong(figure)
            .sum();
  }

  // In the registry.

  private Gauge gauge(
      String name, String description, String unit, Tags more, ToLongFunction<Moment> figure) {
    return Gauge.builder(name, figures, all -> (double) figure.applyAsLong(all.now()))
        .description(description)
        .baseUnit(unit)
        .tags(tags.and(more))
        .register(registry);
  }

  private void keep(String storeName, Meter meter) {
    meters.computeIfAbsent(storeName, name -> new ArrayList<>()).add(meter);
  }
}
