// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.freestore.Allocation;

/// What was recorded of allocations: site, thread, time and weight, in columns.
final class Allocations {
  static final int NONE = -1;

  /// A thread that allocated.
  ///
  /// @param name its name at that time
  /// @param id its identifier
  record Allocator(String name, long id) {}

  final List<Site> sites;
  final List<Allocator> threads;
  final IntColumn site;
  final IntColumn thread;
  final LongColumn atMicros;
  final LongColumn weightBits;

  Allocations(
      List<Site> sites,
      List<Allocator> threads,
      IntColumn site,
      IntColumn thread,
      LongColumn atMicros,
      LongColumn weightBits) {
    this.sites = sites;
    this.threads = threads;
    this.site = site;
    this.thread = thread;
    this.atMicros = atMicros;
    this.weightBits = weightBits;
  }

  double weight(int allocation) {
    return Double.longBitsToDouble(weightBits.get(allocation));
  }

  Instant at(int allocation) {
    return Instant.EPOCH.plus(atMicros.get(allocation), ChronoUnit.MICROS);
  }

  /// Collects them.
  static final class Builder {
    private final Interned<Site> sites = new Interned<>();
    private final Interned<Allocator> threads = new Interned<>();
    private final IntColumn site = new IntColumn();
    private final IntColumn thread = new IntColumn();
    private final LongColumn atMicros = new LongColumn();
    private final LongColumn weightBits = new LongColumn();

    int add(Allocation allocation) {
      site.add(sites.number(new Site(allocation.frames())));
      thread.add(threads.number(new Allocator(allocation.threadName(), allocation.threadId())));
      atMicros.add(ChronoUnit.MICROS.between(Instant.EPOCH, allocation.at()));
      weightBits.add(Double.doubleToRawLongBits(allocation.weight()));
      return site.size() - 1;
    }

    Allocations build() {
      return new Allocations(sites.values(), threads.values(), site, thread, atMicros, weightBits);
    }
  }
}
