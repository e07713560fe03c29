// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.fuzz.Property.Content;
import org.jspecify.annotations.Nullable;

/// One fuzzer's objects, and its model of them.
final class World implements AutoCloseable {
  private static final int LOGGED = 60;

  final SplittableRandom random;
  final Surface surface;
  final Herd herd = new Herd();
  final Model model = new Model(herd::add, herd::bury);
  final Comparison comparison;
  final OtherThread other = new OtherThread();
  private final Journal journal = new Journal();
  private final Deque<String> log = new ArrayDeque<>();
  private final Map<String, Integer> tally = new TreeMap<>();
  private FreeStore store;

  World(long seed, Surface surface) {
    this.random = new SplittableRandom(seed);
    this.surface = surface;
    this.comparison = new Comparison(surface);
    this.store = open();
    Journal.use(journal);
  }

  private static FreeStore open() {
    return FreeStore.open(
        FreeStoreOptions.defaults().withName("fuzzed").withPurgeDelay(Duration.ofMillis(2)));
  }

  /// Returns the store of its own that it has beside the global one.
  FreeStore store() {
    return store;
  }

  /// Has another store of its own in place of one that is closed.
  void reopen() {
    store = open();
  }

  /// Says what is done next.
  void note(String what, @Nullable Object with) {
    tally.merge(what, 1, Integer::sum);
    log.addLast(with == null ? what : what + ": " + with);
    if (log.size() > LOGGED) {
      log.removeFirst();
    }
  }

  /// Returns what was done last, one thing a line.
  String log() {
    return String.join("\n    ", log);
  }

  /// Returns how often each kind of thing was done.
  Map<String, Integer> tally() {
    return tally;
  }

  boolean chance(int outOf) {
    return random.nextInt(outOf) == 0;
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @Nullable Thing find(Predicate<Thing> fits) {
    return herd.find(random, fits);
  }

  /// Has a constructor or a destructor fail in what is done next, now and then.
  void planFailures(int outOf) {
    int births = chance(outOf) ? random.nextInt(5) : -1;
    int deaths = chance(outOf) ? random.nextInt(4) : -1;
    journal.plan(births, deaths);
    model.journal().plan(births, deaths);
  }

  /// Does something in the store and in the model.
  ///
  /// @return what the model returns, with its place in the store known; null if both failed
  /// @throws FuzzFailure if not the same comes of both
  @Nullable Thing both(Supplier<@Nullable Object> real, Supplier<@Nullable Thing> modelled) {
    Outcome<Object> actual = Outcome.of(real);
    Outcome<Thing> expected = Outcome.of(modelled);
    journal.plan(-1, -1);
    model.journal().plan(-1, -1);
    actual.requireFailureOf(expected);
    requireSameJournal();
    Thing thing = expected.result();
    if (thing != null) {
      adopt(thing, Objects.requireNonNull(actual.result()));
    }
    return thing;
  }

  /// Does something in the store and in the model that returns nothing.
  void bothDo(Runnable real, Runnable modelled) {
    both(
        () -> {
          real.run();
          return null;
        },
        () -> {
          modelled.run();
          return null;
        });
  }

  void requireSameJournal() {
    List<String> actual = journal.take();
    List<String> expected = model.journal().take();
    if (!actual.equals(expected)) {
      throw new FuzzFailure("constructors and destructors: " + actual + ", expected " + expected);
    }
  }

  /// Learns where a thing is, with its parts and what it owns.
  void adopt(Thing thing, Object object) {
    thing.handle(object);
    if (!thing.isPart()) {
      thing.store(FreeStore.storeOf(object));
    }
    switch (thing) {
      case Thing.Struct struct -> adoptProperties(struct);
      case Thing.Array array -> adoptElements(array);
    }
  }

  private void adoptProperties(Thing.Struct struct) {
    for (Property property : struct.species.properties()) {
      boolean has = property.isEmbedded() || property.isOwned();
      if (has && struct.value(property) instanceof Thing thing) {
        adopt(thing, Objects.requireNonNull(surface.read(property, struct.handle())));
      }
    }
  }

  private void adoptElements(Thing.Array array) {
    List<Thing> parts = array.parts();
    for (int i = 0; i < parts.size(); i++) {
      Object element = surface.element(array.elements, array.handle(), i);
      adopt(parts.get(i), Objects.requireNonNull(element));
    }
  }

  /// Returns a part of a thing, or of a part of it, or itself.
  Thing anyPart(Thing thing) {
    List<Thing> parts = thing.parts();
    return parts.isEmpty() || chance(2) ? thing : anyPart(any(parts));
  }

  /// Returns whether a thing may be pointed to, or owned, by a property.
  static boolean fits(Thing thing, Content content) {
    return switch (content) {
      case Content.Pointer(Species<?> to) -> isA(thing, to);
      case Content.Owned(Species<?> to) -> isA(thing, to);
      case Content.ArrayPointer(Elements to) -> isOf(thing, to);
      case Content.OwnedArray(Elements to) -> isOf(thing, to);
      default -> false;
    };
  }

  static boolean isA(Thing thing, Species<?> species) {
    return thing instanceof Thing.Struct struct && struct.species.isA(species);
  }

  static boolean isNodeWithChild(Thing thing) {
    return thing instanceof Thing.Struct struct
        && struct.species == Menagerie.NODE
        && struct.value("child") != null;
  }

  private static boolean isOf(Thing thing, Elements elements) {
    return thing instanceof Thing.Array array && array.elements.equals(elements);
  }

  /// Compares a thing that is still alive.
  void requireSame(@Nullable Thing thing) {
    if (thing != null && thing.isAlive()) {
      comparison.requireSame(thing.whole());
    }
  }

  @Override
  public void close() {
    other.close();
    store.close();
  }
}
