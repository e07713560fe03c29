// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.freestore.fixture.Spot;
import org.freestore.fixture.SpotStruct;
import org.freestore.object.Reference;
import org.freestore.region.Region;

/// A program for a process in which generations end soon. Prints what became of its memory, a
/// figure a line.
final class ShortGenerations {
  private static final int OBJECTS_AT_ONCE = 1_000;
  private static final int CREATIONS = 600_000;
  private static final int PURGES = 1_000;
  private static final int SEED = 7;

  private final FreeStore store = FreeStore.open();
  private final Set<Long> references = new HashSet<>();
  private long repeated;
  private long staleAlive;

  private ShortGenerations() {}

  public static void main(String[] args) throws Exception {
    ShortGenerations play = new ShortGenerations();
    if (args[0].equals("churn")) {
      play.churn();
    } else {
      play.purge();
    }
  }

  private Spot create() {
    Spot spot = SpotStruct.createIn(store);
    if (!references.add(((StoreObject) spot).reference())) {
      repeated++;
    }
    return spot;
  }

  private void delete(Spot spot) {
    FreeStore.delete(spot);
    staleAlive += ((StoreObject) spot).isAlive() ? 1 : 0;
  }

  /// Objects of random lifetimes, some deleted by another thread, with the memory trimmed at times.
  private void churn() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    Spot[] live = new Spot[OBJECTS_AT_ONCE];
    for (int i = 0; i < CREATIONS; i++) {
      int at = random.nextInt(OBJECTS_AT_ONCE);
      Spot old = live[at];
      if (old != null && i % 10_000 == 0) {
        OtherThread.run(() -> delete(old));
        store.trim();
      } else if (old != null) {
        delete(old);
      }
      live[at] = create();
    }
    store.verify();
    print("volumeBytes", 24L * CREATIONS);
    print("retiredBytes", store.statistics().retiredBytes());
    end();
  }

  /// The worst for floors: one object, deleted, and its slab purged.
  private void purge() {
    for (int i = 0; i < PURGES; i++) {
      delete(create());
      store.trim();
    }
    store.verify();
    print("purges", PURGES);
    print("slabsUsedUp", slabsUsed() - 1);
    end();
  }

  /// Every slab was left for another because nothing of it was usable any more.
  private long slabsUsed() {
    return references.stream()
        .map(reference -> Reference.address(reference) >>> Region.GRANULE_SHIFT)
        .distinct()
        .count();
  }

  private void end() {
    print("repeatedReferences", repeated);
    print("staleAlive", staleAlive);
    store.close();
  }

  private static void print(String figure, long value) {
    System.out.println(figure + "=" + value);
  }
}
