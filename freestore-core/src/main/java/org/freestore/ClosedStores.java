// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.LongStream;
import org.freestore.protection.Site;
import org.freestore.store.ObjectWalk;
import org.freestore.store.Store;
import org.jspecify.annotations.Nullable;

/// The stores closed last, and which objects ended with them: for the reports of those who use
/// these objects nevertheless.
///
/// Remembers 65,536 objects altogether, of as many stores; what is more is forgotten, oldest store
/// first.
final class ClosedStores {
  private static final int MOST_OBJECTS = 1 << 16;

  private static final Deque<Closed> LAST = new ArrayDeque<>();
  private static int remembered;

  private ClosedStores() {}

  /// A store that was closed.
  ///
  /// @param by who closed it
  /// @param references of the objects that were live
  record Closed(String storeName, Site by, References references) {}

  /// References, sorted.
  static final class References {
    private final long[] sorted;

    References(long[] references) {
      sorted = references;
      Arrays.sort(sorted);
    }

    boolean contain(long reference) {
      return Arrays.binarySearch(sorted, reference) >= 0;
    }
  }

  /// Remembers a store that is about to be closed.
  static void add(Store store, Site by) {
    LongStream.Builder live = LongStream.builder();
    int[] count = {0};
    ObjectWalk.walk(
        store,
        reference -> {
          if (count[0]++ < MOST_OBJECTS) {
            live.add(reference);
          }
        });
    if (count[0] > 0) {
      add(new Closed(store.settings().name(), by, new References(live.build().toArray())));
    }
  }

  private static synchronized void add(Closed closed) {
    LAST.addFirst(closed);
    remembered += closed.references.sorted.length;
    while (remembered > MOST_OBJECTS) {
      remembered -= LAST.removeLast().references.sorted.length;
    }
  }

  /// Returns the store whose closing ended an object, or null if that is not known.
  static synchronized @Nullable Closed of(long reference) {
    for (Closed closed : LAST) {
      if (closed.references.contain(reference)) {
        return closed;
      }
    }
    return null;
  }
}
