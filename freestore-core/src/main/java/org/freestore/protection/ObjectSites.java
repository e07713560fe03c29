// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.freestore.store.ObjectWatch;
import org.jspecify.annotations.Nullable;

/// Who created and who deleted the objects of the stores that record it.
///
/// A reference is never used again, so what is known is kept by reference, for all stores of the
/// process: exact however often a block was reused, also by another store. Objects that are gone
/// are remembered up to [#MOST_GONE]; then the oldest are forgotten.
///
/// Thread-safe.
public final class ObjectSites implements ObjectWatch {
  /// How many objects that are gone are remembered.
  public static final int MOST_GONE = 1 << 16;

  private static final Map<Long, Life> LIVES = new ConcurrentHashMap<>();
  private static final Queue<Long> GONE = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger GONE_COUNT = new AtomicInteger();

  private final String storeName;

  /// Records for a store.
  public ObjectSites(String storeName) {
    this.storeName = storeName;
  }

  /// What is known of an object.
  public static final class Life {
    private final ObjectSites store;
    private final long live;
    private final Site created;
    private volatile @Nullable Site ended;
    private volatile boolean endedWithStore;
    private volatile @Nullable String scopeName;

    private Life(ObjectSites store, long live, Site created) {
      this.store = store;
      this.live = live;
      this.created = created;
    }

    /// Returns the name of its store.
    public String storeName() {
      return store.storeName;
    }

    /// Returns the lower bits of the header that it was created with.
    public long live() {
      return live;
    }

    /// Returns where it was created.
    public Site created() {
      return created;
    }

    /// Returns where it was deleted, or null while it lives.
    public @Nullable Site ended() {
      return ended;
    }

    /// Returns the scope that it is an automatic object of, or null.
    public @Nullable String scopeName() {
      return scopeName;
    }

    /// Returns whether the closing of its store ended it.
    public boolean endedWithStore() {
      return endedWithStore;
    }
  }

  /// Returns what is known of an object, or null.
  public static @Nullable Life of(long reference) {
    return LIVES.get(reference);
  }

  @Override
  public void created(long reference, long live) {
    LIVES.put(reference, new Life(this, live, Site.here()));
  }

  /// Remembers which scope an automatic object is in.
  public static void inScope(long reference, @Nullable String scopeName) {
    Life life = LIVES.get(reference);
    if (life != null) {
      life.scopeName = scopeName;
    }
  }

  /// Who meets the object gone must find who deleted it, so that is written before; of two who try,
  /// the one that succeeds writes it again.
  @Override
  public Runnable ending(long reference) {
    Life life = LIVES.get(reference);
    if (life == null) {
      return () -> {};
    }
    Site here = Site.here();
    if (life.ended == null) {
      life.ended = here;
    }
    return () -> {
      life.ended = here;
      remember(reference);
    };
  }

  private static void remember(long reference) {
    GONE.add(reference);
    if (GONE_COUNT.incrementAndGet() > MOST_GONE) {
      Long oldest = GONE.poll();
      if (oldest != null) {
        GONE_COUNT.decrementAndGet();
        LIVES.remove(oldest);
      }
    }
  }

  /// Ends every object of the store that is left, because the store is closed.
  public void close(Site closed) {
    LIVES.forEach((reference, life) -> {
      if (life.store == this && life.ended == null) {
        life.ended = closed;
        life.endedWithStore = true;
        remember(reference);
      }
    });
  }
}
