// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.freestore.store.ObjectWatch;
import org.jspecify.annotations.Nullable;

/// Who created and who deleted the objects of a store.
///
/// A reference is never used again, so what is known is kept by reference: exact however often a
/// block was reused, also by another store. Of objects that live it is kept in [Creations]. Those
/// that are gone are remembered for all stores together, up to [#MOST_GONE]; then the oldest are
/// forgotten.
///
/// Thread-safe.
public final class ObjectSites implements ObjectWatch {
  /// How many objects that are gone are remembered.
  public static final int MOST_GONE = 1 << 16;

  private static final List<ObjectSites> OPEN = new CopyOnWriteArrayList<>();
  private static final Map<Long, Life> GONE = new ConcurrentHashMap<>();
  private static final Queue<Long> GONE_IN_ORDER = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger GONE_COUNT = new AtomicInteger();

  private final String storeName;
  private final Creations creations = new Creations();

  /// The names of the scopes of automatic objects.
  private final Map<Long, String> scopes = new ConcurrentHashMap<>();

  /// Records for a store, until it is [closed][#close(Site)].
  public ObjectSites(String storeName) {
    this.storeName = storeName;
    OPEN.add(this);
  }

  /// What is known of an object.
  public static final class Life {
    private final String storeName;
    private final long live;
    private final Site created;
    private final @Nullable String scopeName;
    private volatile @Nullable Site ended;
    private volatile boolean endedWithStore;

    private Life(String storeName, long live, Site created, @Nullable String scopeName) {
      this.storeName = storeName;
      this.live = live;
      this.created = created;
      this.scopeName = scopeName;
    }

    /// Returns the name of its store.
    public String storeName() {
      return storeName;
    }

    /// Returns the header that it had when it was last known to live, or 0.
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

  /// Returns what is known of an object of any store, or null.
  public static @Nullable Life of(long reference) {
    Life gone = GONE.get(reference);
    if (gone != null) {
      return gone;
    }
    for (ObjectSites open : OPEN) {
      Life life = open.living(reference);
      if (life != null) {
        return life;
      }
    }
    return GONE.get(reference); // it may have gone meanwhile
  }

  private @Nullable Life living(long reference) {
    Site created = creations.get(reference);
    if (created == null) {
      return null;
    }
    long header = Reference.header(reference);
    long live = Header.isOf(header, reference) ? header : 0;
    return new Life(storeName, live, created, scopes.get(reference));
  }

  @Override
  public void created(long reference, long live) {
    creations.put(
        reference,
        CallStack.here().number(),
        CallingThread.current().number(),
        System.currentTimeMillis());
  }

  /// Remembers which scope an automatic object is in.
  public void inScope(long reference, @Nullable String scopeName) {
    if (scopeName != null) {
      scopes.put(reference, scopeName);
    }
  }

  /// Who meets the object gone must find who deleted it, so that is written before; of two who try,
  /// the one that succeeds writes it again.
  @Override
  public Runnable ending(long reference) {
    Life life = GONE.computeIfAbsent(reference, this::living);
    if (life == null) {
      return () -> {};
    }
    Site here = Site.here();
    if (life.ended == null) {
      life.ended = here;
    }
    return () -> {
      life.ended = here;
      forgetLiving(reference);
      remember(reference);
    };
  }

  private void forgetLiving(long reference) {
    creations.remove(reference);
    scopes.remove(reference);
  }

  private static void remember(long reference) {
    GONE_IN_ORDER.add(reference);
    if (GONE_COUNT.incrementAndGet() > MOST_GONE) {
      Long oldest = GONE_IN_ORDER.poll();
      if (oldest != null) {
        GONE_COUNT.decrementAndGet();
        GONE.remove(oldest);
      }
    }
  }

  /// Ends the objects of the store that are left, because the store is closed: as many as are
  /// remembered.
  public void close(Site closed) {
    OPEN.remove(this);
    int[] left = {MOST_GONE};
    creations.forEachWhile(reference -> {
      Life life = living(reference);
      if (life != null) {
        life.ended = closed;
        life.endedWithStore = true;
        GONE.put(reference, life);
        remember(reference);
      }
      return --left[0] > 0;
    });
  }
}
