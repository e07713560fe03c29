// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The whole things that are alive, in an order that depends on the seed alone, and some of those
/// that are gone.
final class Herd {
  private static final int REMEMBERED = 400;
  private static final int TRIES = 40;

  private final List<Thing> living = new ArrayList<>();
  private final Map<Thing, Integer> places = new HashMap<>();
  private final List<Thing> gone = new ArrayList<>();
  private int nextGone;

  int size() {
    return living.size();
  }

  boolean contains(Thing thing) {
    return places.containsKey(thing);
  }

  /// Returns them as they are now.
  List<Thing> living() {
    return List.copyOf(living);
  }

  void add(Thing thing) {
    places.put(thing, living.size());
    living.add(thing);
  }

  /// Forgets something that lives on elsewhere.
  void remove(Thing thing) {
    Integer place = places.remove(thing);
    if (place == null) {
      return;
    }
    Thing last = living.removeLast();
    if (place < living.size()) {
      living.set(place, last);
      places.put(last, place);
    }
  }

  /// Remembers a thing, or a part of one, as gone.
  void bury(Thing thing) {
    remove(thing);
    if (!thing.hasHandle()) {
      return;
    }
    if (gone.size() < REMEMBERED) {
      gone.add(thing);
    } else {
      gone.set(nextGone++ % REMEMBERED, thing);
    }
  }

  /// Returns something alive that fits, or null if none was met with.
  @Nullable Thing find(SplittableRandom random, Predicate<Thing> fits) {
    return find(living, random, fits);
  }

  /// Returns something gone that fits, or null if none was met with.
  @Nullable Thing findGone(SplittableRandom random, Predicate<Thing> fits) {
    return find(gone, random, fits);
  }

  private static @Nullable Thing find(
      List<Thing> things, SplittableRandom random, Predicate<Thing> fits) {
    for (int i = 0; i < TRIES && !things.isEmpty(); i++) {
      Thing thing = things.get(random.nextInt(things.size()));
      if (fits.test(thing)) {
        return thing;
      }
    }
    return null;
  }
}
