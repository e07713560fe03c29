// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.live;

import java.lang.management.RuntimeMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.freestore.FreeStoreStatistics;
import org.freestore.diagnostics.attach.Target;
import org.freestore.diagnostics.attach.TargetException;
import org.freestore.diagnostics.attach.TargetException.Reason;
import org.freestore.diagnostics.event.StoreActivity;
import org.freestore.diagnostics.management.FreeStoreMXBean;
import org.freestore.diagnostics.management.Usage;
import org.jspecify.annotations.Nullable;

/// Takes samples of a process. What is live is found out by a walk over all of it: that is done
/// seldom enough to take at most a twentieth of a thread of the process.
public final class TopSampler {
  /// So much longer than the walk took, until the next one.
  private static final int REST = 20;

  /// More than is shown, so that most of what is shown was there before and has a rate.
  private static final int MOST_ROWS = 100;

  private final Target target;
  private final RuntimeMXBean runtime;
  private @Nullable Usage usage;
  private long usageNanos;

  /// Makes a sampler of a process.
  public TopSampler(Target target) {
    this.target = target;
    this.runtime = target.runtime();
  }

  /// Takes a sample.
  ///
  /// @throws TargetException if the process cannot be asked
  TopSample take() {
    List<FreeStoreStatistics> stores = new ArrayList<>();
    for (FreeStoreMXBean store : target.stores()) {
      addUnlessClosed(stores, store);
    }
    Usage live = usage();
    return new TopSample(
        System.nanoTime(),
        runtime.getUptime(),
        List.copyOf(stores),
        target.process().getActivities().stream()
            .collect(Collectors.toMap(StoreActivity::storeName, Function.identity())),
        target.process().getAddressSpaces(),
        live,
        usageNanos);
  }

  private static void addUnlessClosed(List<FreeStoreStatistics> stores, FreeStoreMXBean store) {
    try {
      stores.add(store.getStatistics());
    } catch (TargetException e) {
      if (e.reason() != Reason.STORE_CLOSED) {
        throw e;
      }
    }
  }

  private Usage usage() {
    Usage last = usage;
    if (last == null || System.nanoTime() - usageNanos >= REST * last.cpuNanos()) {
      last = target.process().usage(MOST_ROWS);
      usage = last;
      usageNanos = System.nanoTime();
    }
    return last;
  }
}
