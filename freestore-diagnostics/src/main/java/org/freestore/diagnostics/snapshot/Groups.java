// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.freestore.ObjectKind;
import org.freestore.SlabStatistics;
import org.freestore.diagnostics.snapshot.Attribution.Share;

/// The live blocks of a snapshot, summed up by type, site, size, thread or age; whatever the
/// [Grouping], the lines add up to the same.
public final class Groups {
  private static final List<Duration> AGES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofDays(1));
  private static final List<String> AGE_NAMES =
      List.of(
          "younger than 1 s",
          "1 s to 10 s",
          "10 s to 1 min",
          "1 min to 10 min",
          "10 min to 1 h",
          "1 h to 1 day",
          "older than 1 day");
  private static final String NOT_RECORDED = "not recorded";

  private final Snapshot snapshot;
  private final Grouping grouping;
  private final Blocks blocks;
  private final Attribution attribution = new Attribution(1);
  private final Interned<Key> origins = new Interned<>();
  private final Map<Key, long[]> sums = new LinkedHashMap<>();

  /// A line.
  ///
  /// @param key what its blocks have in common
  /// @param count how many there are
  /// @param byteSize all bytes of all their blocks
  /// @param exact whether the numbers are exact, and not estimated from a sample
  public record Line(Key key, long count, long byteSize, boolean exact) {}

  /// What blocks have in common.
  ///
  /// @param name the type and kind, thread, size or age in words
  /// @param site the site, for [Grouping#SITE]; else [Site#UNKNOWN]
  public record Key(String name, Site site) {}

  private Groups(Snapshot snapshot, Grouping grouping) {
    this.snapshot = snapshot;
    this.grouping = grouping;
    this.blocks = snapshot.blocks();
  }

  /// Sums up all live blocks, the most bytes first.
  public static List<Line> of(Snapshot snapshot, Grouping grouping) {
    Groups groups = new Groups(snapshot, grouping);
    snapshot.stores().forEach(groups::add);
    return groups.lines();
  }

  private void add(StoreSnapshot store) {
    if (grouping.isOfRecords()) {
      addRecorded(store);
    } else if (grouping == Grouping.HEAP) {
      addByHeap(store);
    } else {
      addByShape(store);
    }
  }

  private void addByShape(StoreSnapshot store) {
    List<Shape> shapes = blocks.shapes();
    long[] counts = new long[shapes.size()];
    for (int block = store.from(); block < store.to(); block++) {
      counts[blocks.shapeNumber(block)]++;
    }
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        Shape shape = shapes.get(i);
        String name =
            switch (grouping) {
              case STORE -> store.name();
              case SIZE_CLASS -> String.format("%,d bytes", shape.blockBytes());
              default -> shape.words();
            };
        add(new Key(name, Site.UNKNOWN), counts[i], counts[i] * shape.blockBytes(), true);
      }
    }
  }

  private void addByHeap(StoreSnapshot store) {
    NavigableMap<Long, SlabStatistics> slabs = new TreeMap<>();
    store.slabs().forEach(slab -> slabs.put(slab.address(), slab));
    SlabStatistics last = null;
    for (int block = store.from(); block < store.to(); block++) {
      long address = blocks.address(block);
      if (last == null || !contains(last, address)) {
        Map.Entry<Long, SlabStatistics> below = slabs.floorEntry(address);
        last = below == null ? null : below.getValue();
      }
      String heap = last != null && contains(last, address) ? last.heapName() : "slab not seen";
      add(new Key(heap, Site.UNKNOWN), 1, blocks.blockBytes(block), true);
    }
  }

  private static boolean contains(SlabStatistics slab, long address) {
    return address >= slab.address() && address - slab.address() < slab.byteSize();
  }

  private void addRecorded(StoreSnapshot store) {
    Map<Population, Integer> numbers = new LinkedHashMap<>();
    int[] ofShape = new int[blocks.shapes().size()];
    for (int i = 0; i < ofShape.length; i++) {
      Shape shape = blocks.shapes().get(i);
      ofShape[i] =
          numbers.computeIfAbsent(
              new Population(
                  shape.typeName(), shape.kind(), Attribution.aboutSize(shape.blockBytes())),
              _ -> attribution.addPopulation());
    }
    for (int block = store.from(); block < store.to(); block++) {
      int population = ofShape[blocks.shapeNumber(block)];
      if (blocks.isRecorded(block)) {
        attribution.addRecorded(
            population, origins.number(key(block)), blocks.weight(block), blocks.blockBytes(block));
      } else {
        attribution.add(population, blocks.blockBytes(block));
      }
    }
    List<Key> keys = origins.values();
    numbers.forEach((type, population) -> {
      for (Share share : attribution.shares(population, store.recordsAll())) {
        Key key =
            share.origin() == Attribution.UNKNOWN
                ? new Key(grouping == Grouping.SITE ? type.words() : NOT_RECORDED, Site.UNKNOWN)
                : keys.get(share.origin());
        add(key, share.count(), share.sums().getFirst(), share.exact());
      }
    });
  }

  /// What is counted together, whatever its site.
  private record Population(String typeName, ObjectKind kind, int aboutSize) {
    String words() {
      return new Shape(typeName, kind, 0, 0, -1).words();
    }
  }

  private Key key(int block) {
    return switch (grouping) {
      case SITE -> new Key(blocks.shape(block).words(), blocks.site(block));
      case THREAD -> new Key(String.valueOf(blocks.threadName(block)), Site.UNKNOWN);
      default -> new Key(age(block), Site.UNKNOWN);
    };
  }

  private String age(int block) {
    Instant at = blocks.allocatedAt(block);
    if (at == null) {
      return NOT_RECORDED;
    }
    Duration age = Duration.between(at, snapshot.takenAt());
    int i = 0;
    while (i < AGES.size() && age.compareTo(AGES.get(i)) >= 0) {
      i++;
    }
    return AGE_NAMES.get(i);
  }

  private void add(Key key, long count, long byteSize, boolean exact) {
    long[] sum = sums.computeIfAbsent(key, _ -> new long[3]);
    sum[0] += count;
    sum[1] += byteSize;
    sum[2] += exact ? 0 : 1;
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    sums.forEach((key, sum) -> {
      if (sum[0] > 0) {
        lines.add(new Line(key, sum[0], sum[1], sum[2] == 0));
      }
    });
    lines.sort(
        Comparator.comparingLong((Line line) -> -line.byteSize())
            .thenComparing(line -> line.key().name())
            .thenComparing(line -> line.key().site().toString()));
    return lines;
  }

  /// Returns the lines by their keys.
  static Map<Key, Line> byKey(List<Line> lines) {
    Map<Key, Line> map = new HashMap<>();
    lines.forEach(line -> map.put(line.key(), line));
    return map;
  }
}
