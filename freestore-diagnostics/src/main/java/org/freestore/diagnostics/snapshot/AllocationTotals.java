// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.freestore.Allocation;
import org.freestore.FreeStore;
import org.freestore.StoreListener;

/// Adds up the allocations that are sampled, by store, type and site: what snapshots tell of memory
/// that was allocated and is gone again. Found by the core's [java.util.ServiceLoader].
///
/// Keeps some hundred bytes of the Java heap a site, of 10,000 sites at most; those of closed
/// stores make room for others.
public final class AllocationTotals implements StoreListener {
  private static final int MOST_SITES = 10_000;
  private static final int MANY_SITES = MOST_SITES / 2;

  /// As the property says that keeps the diagnostics from watching the process by themselves.
  private static final boolean ON = !"off".equals(System.getProperty("freestore.diagnostics"));

  private static final Map<Key, Sum> SUMS = new ConcurrentHashMap<>();

  private record Key(String storeName, String typeName, Site site) {}

  private record Sum(double count, double byteSize, long samples) {
    Sum plus(Sum other) {
      return new Sum(count + other.count, byteSize + other.byteSize, samples + other.samples);
    }
  }

  /// Makes a listener; all add to the same sums.
  public AllocationTotals() {}

  @Override
  public void sampled(String storeName, String typeName, long byteSize, Allocation allocation) {
    if (!ON) {
      return;
    }
    Key key = new Key(storeName, typeName, new Site(allocation.frames()));
    if (SUMS.size() < MOST_SITES || SUMS.containsKey(key)) {
      double weight = allocation.weight();
      SUMS.merge(key, new Sum(weight, weight * byteSize, 1), Sum::plus);
    }
  }

  @Override
  public void closed(FreeStore store) {
    String name = store.name();
    if (SUMS.size() > MANY_SITES
        && FreeStore.stores().stream().noneMatch(open -> open.name().equals(name))) {
      SUMS.keySet().removeIf(key -> key.storeName.equals(name));
    }
  }

  /// Returns the sums of stores of these names.
  static List<Allocated> of(List<String> storeNames) {
    List<Allocated> all = new ArrayList<>();
    SUMS.forEach((key, sum) ->
        all.add(
            new Allocated(
                key.storeName(),
                key.typeName(),
                key.site(),
                Math.round(sum.count()),
                Math.round(sum.byteSize()),
                sum.samples())));
    all.removeIf(it -> !storeNames.contains(it.storeName()));
    return all;
  }
}
