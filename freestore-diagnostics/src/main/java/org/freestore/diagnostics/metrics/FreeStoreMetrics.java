// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.freestore.FreeStore;
import org.freestore.StoreListener;

/// Meters of all stores, those that are opened later included; those of a closed store are removed.
///
/// ```java
/// new FreeStoreMetrics().bindTo(registry);
/// ```
///
/// | meter | unit | tags | what |
/// |---|---|---|---|
/// | `freestore.memory` | bytes | `store`, `state` | what a store holds, by what for: `in_use`, `cached`, `remote_freed`, `free`, `tail`, `retired`; their sum is all it holds |
/// | `freestore.memory.resident` | bytes | `store` | how much of that was ever touched, at most |
/// | `freestore.memory.metadata` | bytes | `store` | descriptors and side tables |
/// | `freestore.memory.limit` | bytes | `store` | the limit, of stores that have one |
/// | `freestore.live` | blocks | `store` | live blocks and objects |
/// | `freestore.heaps` | heaps | `store` | threads that allocate, and stripes of virtual threads |
/// | `freestore.size.class` | bytes | `store`, `block.size`, `kind`, `state` | with [#withSizeClasses()]: the same by size of block, `large` for those with slabs of their own; `state` is `in_use` or `idle`, `kind` is `raw` or `object` |
/// | `freestore.address.space` | bytes | `pages`, `state` | memory that all stores share: `held`, `free_dirty`, `free_clean`, `retired`, `unused`; their sum is what is committed |
/// | `freestore.purged` | bytes, counter | `pages` | given back to the system |
/// | `freestore.purges` | counter | `pages` | how often |
/// | `freestore.refills` | counter | `store` | magazines filled from slabs |
/// | `freestore.refilled` | bytes, counter | `store` | what threads took from slabs that way: less than they allocate, since they allocate again what they have just freed |
/// | `freestore.adoptions` | slabs, counter | `store` | taken over from threads that had ended |
/// | `freestore.limit.reached` | counter | `store` | requests refused |
/// | `freestore.misuses` | counter | `store` | misuses of memory |
/// | `freestore.samples` | counter | `store` | allocations of which the site was recorded |
///
/// Stores of one name share their meters, which have the sums. The figures of one scrape are of one
/// moment: they are taken at most once a second, which takes time in proportion to the number of
/// slabs. Any thread may call anything.
public final class FreeStoreMetrics implements MeterBinder, AutoCloseable {
  private final Tags tags;
  private final boolean sizeClasses;
  private final List<Meters> bound = new CopyOnWriteArrayList<>();
  private final StoreListener listener =
      new StoreListener() {
        @Override
        public void opened(FreeStore store) {
          bound.forEach(meters -> meters.add(store));
        }

        @Override
        public void closed(FreeStore store) {
          bound.forEach(meters -> meters.remove(store));
        }
      };

  /// Makes a binder for meters without more tags than they need.
  public FreeStoreMetrics() {
    this(List.of());
  }

  /// Makes a binder.
  ///
  /// @param tags every meter has these, too
  public FreeStoreMetrics(Iterable<Tag> tags) {
    this(Tags.of(tags), false);
  }

  private FreeStoreMetrics(Tags tags, boolean sizeClasses) {
    this.tags = tags;
    this.sizeClasses = sizeClasses;
  }

  /// Returns a binder that also has meters for each size class in use: some ten to hundred lines
  /// for each store.
  public FreeStoreMetrics withSizeClasses() {
    return new FreeStoreMetrics(tags, true);
  }

  /// Registers the meters, and keeps them in step with the stores that are opened and closed until
  /// [#close()].
  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    bound.add(new Meters(registry, tags, sizeClasses));
    if (bound.size() == 1) {
      FreeStore.listen(listener); // Tells of those that are open.
    } else {
      FreeStore.stores().forEach(listener::opened);
    }
  }

  /// Removes the meters.
  @Override
  public synchronized void close() {
    FreeStore.stopListening(listener);
    bound.forEach(Meters::removeAll);
    bound.clear();
  }
}
