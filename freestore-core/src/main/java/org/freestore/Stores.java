// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.freestore.heap.Events;
import org.freestore.store.Store;

/// The open stores of the process, and who listens to what happens in them.
final class Stores {
  private static final List<FreeStore> OPEN = new CopyOnWriteArrayList<>();
  private static final List<StoreListener> LISTENERS = new CopyOnWriteArrayList<>();

  static {
    ServiceLoader.load(StoreListener.class).stream().forEach(Stores::load);
    hear();
  }

  /// One that cannot be made does not keep the others away.
  private static void load(ServiceLoader.Provider<StoreListener> provider) {
    try {
      LISTENERS.add(provider.get());
    } catch (ServiceConfigurationError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      System.err.println("freestore: a listener could not be loaded: " + cause);
    }
  }

  private Stores() {}

  private static void hear() {
    Events.sink(LISTENERS.isEmpty() ? null : new Heard());
  }

  private static final class Heard implements Events.Sink {
    @Override
    public void refilled(Object store, int blockBytes, int blocks, boolean objects) {
      tell(listener -> listener.refilled(name(store), blockBytes, blocks, objects));
    }

    @Override
    public void adopted(Object store, int blockBytes) {
      tell(listener -> listener.adopted(name(store), blockBytes, 1));
    }

    @Override
    public void purged(long byteSize, long nanos) {
      tell(listener -> listener.purged(byteSize, nanos));
    }

    private static String name(Object store) {
      return ((Store) store).settings().name();
    }
  }

  static List<FreeStore> open() {
    return List.copyOf(OPEN);
  }

  static void opened(FreeStore store) {
    // The global store, which refuses another value of the property, may never be asked for.
    if ("report".equals(System.getProperty(GlobalOptions.LEAKS))) {
      LeaksAtExit.prepare();
    }
    OPEN.add(store);
    tell(listener -> listener.opened(store));
  }

  static void closed(FreeStore store) {
    OPEN.remove(store);
    tell(listener -> listener.closed(store));
  }

  static void closing(FreeStore store) {
    tell(listener -> listener.closing(store));
  }

  /// Returns what to print of what a store has lost.
  static String leakReport(FreeStore store, Leaks leaks) {
    String[] report = new String[1];
    for (StoreListener listener : LISTENERS) {
      if (report[0] == null) {
        tell(listener, it -> report[0] = it.leakReport(store, leaks));
      }
    }
    return report[0] == null ? leaks.toString() : report[0];
  }

  static void listen(StoreListener listener) {
    LISTENERS.add(listener);
    hear();
    OPEN.forEach(store -> tell(listener, it -> it.opened(store)));
  }

  static boolean stopListening(StoreListener listener) {
    boolean listened = LISTENERS.remove(listener);
    hear();
    return listened;
  }

  static boolean isHeard() {
    return !LISTENERS.isEmpty();
  }

  /// Returns whether anybody wants to know what leaks.
  static boolean areLeaksWanted() {
    boolean[] wanted = new boolean[1];
    tell(listener -> wanted[0] |= listener.wantsLeaks());
    return wanted[0];
  }

  static void tell(Consumer<StoreListener> what) {
    for (StoreListener listener : LISTENERS) {
      tell(listener, what);
    }
  }

  /// Who only listens must not do harm.
  private static void tell(StoreListener listener, Consumer<StoreListener> what) {
    try {
      what.accept(listener);
    } catch (RuntimeException e) {
      System.getLogger("org.freestore").log(System.Logger.Level.DEBUG, "a listener failed", e);
    }
  }
}
