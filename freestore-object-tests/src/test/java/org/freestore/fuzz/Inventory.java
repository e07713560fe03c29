// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.freestore.FreeStore;
import org.freestore.LiveObject;
import org.freestore.ObjectKind;
import org.jspecify.annotations.Nullable;

/// Checks that what is live in the stores is what the model has, no more and no less.
final class Inventory {
  private static final Set<ObjectKind> ANONYMOUS =
      Set.of(ObjectKind.TEXT, ObjectKind.CONTROL, ObjectKind.STORAGE);

  private final World world;
  private final SmartPointers pointers;

  /// What others have in the global store.
  private final Set<Long> foreign = new HashSet<>();

  private final Map<ObjectKind, Long> foreignCounts = new EnumMap<>(ObjectKind.class);

  Inventory(World world, SmartPointers pointers) {
    this.world = world;
    this.pointers = pointers;
    List<LiveObject> others = objects(FreeStore.global());
    others.forEach(object -> foreign.add(object.reference()));
    ANONYMOUS.forEach(kind -> foreignCounts.put(kind, count(others, kind)));
  }

  private static List<LiveObject> objects(FreeStore store) {
    List<LiveObject> objects = new ArrayList<>();
    store.walkObjects(objects::add);
    return objects;
  }

  private static long count(List<LiveObject> objects, ObjectKind kind) {
    return objects.stream().filter(object -> object.kind() == kind).count();
  }

  /// Checks the bookkeeping and all contents.
  void check() {
    world.herd.living().forEach(world.comparison::requireSame);
    check(FreeStore.global());
    check(world.store());
  }

  private void check(FreeStore store) {
    store.verify();
    List<LiveObject> objects = objects(store);
    List<Thing> things =
        world.herd.living().stream().filter(thing -> thing.store() == store).toList();
    requireSameReferences(store, objects, things);
    long texts = things.stream().mapToLong(Comparison::texts).sum();
    requireCount(store, objects, ObjectKind.TEXT, texts);
    requireCount(store, objects, ObjectKind.CONTROL, pointers.blocksOfCounts(store));
    requireCount(store, objects, ObjectKind.STORAGE, 0);
    if (store != FreeStore.global()) {
      requireLeaks(store, things);
    }
  }

  private void requireSameReferences(
      FreeStore store, List<LiveObject> objects, List<Thing> things) {
    Set<Long> surplus = new HashSet<>();
    objects.stream()
        .filter(object -> !ANONYMOUS.contains(object.kind()))
        .filter(object -> store != FreeStore.global() || !foreign.contains(object.reference()))
        .forEach(object -> surplus.add(object.reference()));
    for (Thing thing : things) {
      if (!surplus.remove(thing.handle().reference())) {
        throw new FuzzFailure("the walk of " + store.name() + " misses " + thing);
      }
    }
    if (!surplus.isEmpty()) {
      List<LiveObject> left =
          objects.stream().filter(object -> surplus.contains(object.reference())).toList();
      throw new FuzzFailure("live beyond the model in " + store.name() + ": " + left);
    }
  }

  private void requireCount(
      FreeStore store, List<LiveObject> objects, ObjectKind kind, long expected) {
    long others = store == FreeStore.global() ? foreignCounts.getOrDefault(kind, 0L) : 0;
    long actual = count(objects, kind) - others;
    if (actual != expected) {
      throw new FuzzFailure(
          kind + " in " + store.name() + ": live=" + actual + " expected=" + expected);
    }
  }

  private static void requireLeaks(FreeStore store, List<Thing> things) {
    long expected = things.stream().filter(thing -> thing.end() != Thing.End.SCOPE).count();
    long actual = store.leaks().objects();
    if (actual != expected) {
      throw new FuzzFailure("leaks: objects=" + actual + " expected=" + expected);
    }
  }

  /// Checks that there is nothing in a store.
  static void requireEmpty(FreeStore store) {
    store.verify();
    if (!store.leaks().isEmpty() || !objects(store).isEmpty()) {
      throw new FuzzFailure("live although all was deleted: " + objects(store));
    }
  }

  /// Returns where an object is that is one block, or null.
  @Nullable Long anyAddress(FreeStore store) {
    List<LiveObject> small =
        objects(store).stream()
            .filter(object -> object.kind() == ObjectKind.OBJECT && object.byteSize() <= 512)
            .toList();
    return small.isEmpty() ? null : (Long) world.any(small).address();
  }
}
