// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.freestore.FreeStoreStatistics;
import org.freestore.SlabStatistics;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.freestore.diagnostics.snapshot.StoreSnapshot;

/// The figures of a snapshot's stores, summed up.
final class SnapshotFigures {
  private static final int STEPS = 10;

  private final Snapshot snapshot;

  SnapshotFigures(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  long sum(ToLongFunction<FreeStoreStatistics> figure) {
    return snapshot.stores().stream().map(StoreSnapshot::statistics).mapToLong(figure).sum();
  }

  /// Returns the headline numbers, but for the leaks.
  List<Fact> facts() {
    long held = sum(FreeStoreStatistics::heldBytes);
    long inUse = sum(FreeStoreStatistics::inUseBytes);
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.bytes("in use", inUse, "by live objects and blocks, with rounding"));
    facts.add(Fact.bytes("held", held, "in use and free, by " + stores()));
    facts.add(
        Fact.bytes(
            "resident", sum(FreeStoreStatistics::residentBytes), "of what is held, at most"));
    facts.add(Fact.count("live", snapshot.blocks().count(), "objects and blocks"));
    facts.add(Fact.count("heaps", sum(FreeStoreStatistics::heapCount), "of threads and stripes"));
    return facts;
  }

  private String stores() {
    int count = snapshot.stores().size();
    return count == 1 ? "store " + snapshot.stores().getFirst().name() : count + " stores";
  }

  Fragmentation fragmentation() {
    List<Fragmentation.Part> parts =
        List.of(
            part(
                "in use",
                FreeStoreStatistics::inUseBytes,
                "live objects and blocks, with their size class's rounding"),
            part(
                "cached",
                FreeStoreStatistics::cachedBytes,
                "free blocks in the magazines of threads, for their next allocations"),
            part(
                "freed remotely",
                FreeStoreStatistics::remoteFreedBytes,
                "freed by a thread that does not own them, until the owner collects them"),
            part(
                "free in slabs",
                FreeStoreStatistics::freeBytes,
                "free blocks, for allocations of their slab's size only"),
            part(
                "tails",
                FreeStoreStatistics::tailBytes,
                "left over at the ends of slabs: too short for a block"),
            part(
                "retired",
                FreeStoreStatistics::retiredBytes,
                "blocks of objects whose generations are used up"));
    return new Fragmentation(
        "What the stores hold, and which part of it is in use. A full slab wastes nothing; one block that"
            + " lives on keeps a slab from being given back.",
        parts.stream().filter(part -> part.byteSize() > 0 || part.name().equals("in use")).toList(),
        fill(),
        sizeClasses());
  }

  private Fragmentation.Part part(
      String name, ToLongFunction<FreeStoreStatistics> figure, String hint) {
    return new Fragmentation.Part(name, sum(figure), hint);
  }

  private List<Long> fill() {
    long[] slabs = new long[STEPS];
    for (StoreSnapshot store : snapshot.stores()) {
      for (SlabStatistics slab : store.slabs()) {
        if (!slab.large() && capacity(slab) > 0) {
          slabs[(int) Math.min(STEPS - 1, slab.liveBlocks() * STEPS / capacity(slab))]++;
        }
      }
    }
    List<Long> fill = new ArrayList<>();
    for (long count : slabs) {
      fill.add(count);
    }
    return fill;
  }

  private static long capacity(SlabStatistics slab) {
    return slab.liveBlocks()
        + slab.cachedBlocks()
        + slab.remoteFreedBlocks()
        + slab.freeBlocks()
        + slab.retiredBlocks();
  }

  private record ClassKey(long blockBytes, boolean objects) {}

  private List<Fragmentation.SizeClass> sizeClasses() {
    Map<ClassKey, Fragmentation.SizeClass> classes = new LinkedHashMap<>();
    for (StoreSnapshot store : snapshot.stores()) {
      for (SlabStatistics slab : store.slabs()) {
        if (!slab.large()) {
          ClassKey key = new ClassKey(slab.blockBytes(), slab.objects());
          classes.merge(key, sizeClass(slab), SnapshotFigures::together);
        }
      }
    }
    return classes.values().stream()
        .sorted(Comparator.comparingLong(Fragmentation.SizeClass::blockBytes))
        .toList();
  }

  private static Fragmentation.SizeClass sizeClass(SlabStatistics slab) {
    return new Fragmentation.SizeClass(
        slab.blockBytes(), slab.objects(), 1, slab.liveBlocks(), capacity(slab), slab.byteSize());
  }

  private static Fragmentation.SizeClass together(
      Fragmentation.SizeClass one, Fragmentation.SizeClass other) {
    return new Fragmentation.SizeClass(
        one.blockBytes(),
        one.objects(),
        one.slabs() + other.slabs(),
        one.live() + other.live(),
        one.capacity() + other.capacity(),
        one.heldBytes() + other.heldBytes());
  }
}
