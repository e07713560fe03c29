// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.freestore.Allocation;
import org.freestore.FreeStore;
import org.freestore.LiveObject;
import org.jspecify.annotations.Nullable;

/// Counts what is live in stores, by type and by site.
final class UsageCensus {
  private static final String RAW_BLOCK = "(raw block)";

  private final Map<String, Type> types = new HashMap<>();

  private UsageCensus() {}

  static Usage of(List<FreeStore> stores, int most) {
    long start = cpuNanos();
    UsageCensus census = new UsageCensus();
    stores.forEach(census::count);
    return census.usage(most, start);
  }

  private void count(FreeStore store) {
    store.walkObjects(
        object -> count(name(object), object.blockBytes(), store.allocationOf(object)));
    store.walk(
        (address, usableBytes) -> count(RAW_BLOCK, usableBytes, store.allocationOf(address)));
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

  private void count(String typeName, long byteSize, @Nullable Allocation allocation) {
    types.computeIfAbsent(typeName, Type::new).count(byteSize, allocation);
  }

  private Usage usage(int most, long start) {
    List<TypeUsage> ofTypes = new ArrayList<>();
    List<SiteUsage> ofSites = new ArrayList<>();
    long unknownBytes = 0;
    for (Type type : types.values()) {
      ofTypes.add(new TypeUsage(type.name, type.count, type.byteSize));
      if (type.sites.isEmpty()) {
        unknownBytes += type.byteSize;
      }
      type.addSitesTo(ofSites);
    }
    List<TypeUsage> largestTypes = largest(ofTypes, TypeUsage::byteSize, most);
    List<SiteUsage> largestSites = largest(ofSites, SiteUsage::estimatedBytes, most);
    long count = sum(ofTypes, TypeUsage::liveCount);
    long bytes = sum(ofTypes, TypeUsage::byteSize);
    return new Usage(
        count,
        bytes,
        largestTypes,
        count - sum(largestTypes, TypeUsage::liveCount),
        bytes - sum(largestTypes, TypeUsage::byteSize),
        largestSites,
        sum(ofSites, SiteUsage::estimatedBytes) - sum(largestSites, SiteUsage::estimatedBytes),
        unknownBytes,
        cpuNanos() - start);
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
    final String name;
    final Map<List<StackTraceElement>, Site> sites = new HashMap<>();
    long count;
    long byteSize;
    long recordedCount;
    double weight;
    double weightedBytes;

    Type(String name) {
      this.name = name;
    }

    void count(long bytes, @Nullable Allocation allocation) {
      count++;
      byteSize += bytes;
      if (allocation != null) {
        recordedCount++;
        weight += allocation.weight();
        weightedBytes += allocation.weight() * (double) bytes;
        sites.computeIfAbsent(allocation.frames(), frames -> new Site()).count(bytes, allocation);
      }
    }

    void addSitesTo(List<SiteUsage> all) {
      sites.forEach((frames, site) ->
          all.add(
              new SiteUsage(
                  frames.stream().map(StackTraceElement::toString).toList(),
                  name,
                  site.recordedCount,
                  Math.round((double) count * site.weight / weight),
                  Math.round((double) byteSize * site.weightedBytes / weightedBytes),
                  recordedCount == count)));
    }
  }

  /// What is recorded of a type and a site.
  private static final class Site {
    long recordedCount;
    double weight;
    double weightedBytes;

    void count(long bytes, Allocation allocation) {
      recordedCount++;
      weight += allocation.weight();
      weightedBytes += allocation.weight() * (double) bytes;
    }
  }
}
