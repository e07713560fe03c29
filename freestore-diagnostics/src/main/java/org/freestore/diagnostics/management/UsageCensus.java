// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.freestore.Allocation;
import org.freestore.FreeStore;
import org.freestore.LiveObject;
import org.freestore.Protection;
import org.freestore.diagnostics.snapshot.Attribution;
import org.freestore.diagnostics.snapshot.Attribution.Share;
import org.jspecify.annotations.Nullable;

/// Counts what is live in stores, by type and by site.
final class UsageCensus {
  private static final String RAW_BLOCK = "(raw block)";

  private final Map<String, Type> types = new LinkedHashMap<>();
  private final Attribution attribution = new Attribution(1);
  private final List<Population> populations = new ArrayList<>();
  private final Map<List<StackTraceElement>, Integer> numbers = new HashMap<>();
  private final List<List<StackTraceElement>> sites = new ArrayList<>();

  /// What is counted together, whatever its sites: what is recorded of it is a fair sample of it,
  /// and of nothing in another store or of quite another size.
  private record Population(String typeName, boolean recordsAll) {}

  private UsageCensus() {}

  static Usage of(List<FreeStore> stores, int most) {
    long start = cpuNanos();
    UsageCensus census = new UsageCensus();
    stores.forEach(census::count);
    return census.usage(most, start);
  }

  private void count(FreeStore store) {
    OfStore counted = new OfStore(store.options().protection() != Protection.STANDARD);
    store.walkObjects(
        object -> counted.add(name(object), object.blockBytes(), store.allocationOf(object)));
    store.walk(
        (address, usableBytes) -> counted.add(RAW_BLOCK, usableBytes, store.allocationOf(address)));
  }

  /// Not by the clock on the wall: it also counts what other processes do.
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static String name(LiveObject object) {
    String name =
        object.typeName().isEmpty() ? "(" + object.kind().words() + ")" : object.typeName();
    return object.kind().isArray() ? name + "[]" : name;
  }

  /// Counts what is live in one store.
  private final class OfStore {
    private record Shape(String typeName, int aboutSize) {}

    private final boolean recordsAll;
    private final Map<Shape, Integer> ofShape = new HashMap<>();

    // Neighbours in a heap are alike.
    private Shape last = new Shape("", 0);
    private int lastPopulation;

    OfStore(boolean recordsAll) {
      this.recordsAll = recordsAll;
    }

    void add(String typeName, long byteSize, @Nullable Allocation allocation) {
      types.computeIfAbsent(typeName, _ -> new Type()).add(byteSize);
      int population = population(typeName, Attribution.aboutSize(byteSize));
      if (allocation == null) {
        attribution.add(population, byteSize);
      } else {
        attribution.addRecorded(
            population, number(allocation.frames()), allocation.weight(), byteSize);
      }
    }

    private int population(String typeName, int aboutSize) {
      if (last.aboutSize != aboutSize || !last.typeName.equals(typeName)) {
        last = new Shape(typeName, aboutSize);
        lastPopulation =
            ofShape.computeIfAbsent(
                last,
                _ -> {
                  populations.add(new Population(typeName, recordsAll));
                  return attribution.addPopulation();
                });
      }
      return lastPopulation;
    }
  }

  private int number(List<StackTraceElement> frames) {
    return numbers.computeIfAbsent(
        frames,
        _ -> {
          sites.add(frames);
          return sites.size() - 1;
        });
  }

  private Usage usage(int most, long start) {
    List<TypeUsage> ofTypes = new ArrayList<>();
    types.forEach((name, type) -> ofTypes.add(new TypeUsage(name, type.count, type.byteSize)));
    List<SiteUsage> ofSites = sites();
    List<TypeUsage> largestTypes = largest(ofTypes, TypeUsage::byteSize, most);
    List<SiteUsage> largestSites = largest(ofSites, SiteUsage::estimatedBytes, most);
    long count = sum(ofTypes, TypeUsage::liveCount);
    long bytes = sum(ofTypes, TypeUsage::byteSize);
    long knownBytes = sum(ofSites, SiteUsage::estimatedBytes);
    return new Usage(
        count,
        bytes,
        largestTypes,
        count - sum(largestTypes, TypeUsage::liveCount),
        bytes - sum(largestTypes, TypeUsage::byteSize),
        largestSites,
        knownBytes - sum(largestSites, SiteUsage::estimatedBytes),
        bytes - knownBytes,
        cpuNanos() - start);
  }

  private List<SiteUsage> sites() {
    record OfType(String typeName, int site) {}
    Map<OfType, SiteUsage> all = new LinkedHashMap<>();
    for (int i = 0; i < populations.size(); i++) {
      Population population = populations.get(i);
      for (Share share : attribution.shares(i, population.recordsAll)) {
        if (share.origin() != Attribution.UNKNOWN) {
          all.merge(
              new OfType(population.typeName, share.origin()),
              site(population.typeName, share),
              UsageCensus::sum);
        }
      }
    }
    return List.copyOf(all.values());
  }

  private SiteUsage site(String typeName, Share share) {
    return new SiteUsage(
        sites.get(share.origin()).stream().map(StackTraceElement::toString).toList(),
        typeName,
        share.samples(),
        share.count(),
        share.sums().getFirst(),
        share.exact());
  }

  private static SiteUsage sum(SiteUsage one, SiteUsage other) {
    return new SiteUsage(
        one.frames(),
        one.typeName(),
        one.recordedCount() + other.recordedCount(),
        one.estimatedCount() + other.estimatedCount(),
        one.estimatedBytes() + other.estimatedBytes(),
        one.exact() && other.exact());
  }

  private static <T> List<T> largest(List<T> all, ToLongFunction<T> byteSize, int most) {
    return all.stream()
        .sorted(Comparator.comparingLong(byteSize).reversed())
        .limit(Math.max(most, 0))
        .toList();
  }

  private static <T> long sum(List<T> all, ToLongFunction<T> figure) {
    return all.stream().mapToLong(figure).sum();
  }

  /// What is live of a type.
  private static final class Type {
    long count;
    long byteSize;

    void add(long bytes) {
      count++;
      byteSize += bytes;
    }
  }
}
