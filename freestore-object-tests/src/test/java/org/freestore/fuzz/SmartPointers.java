// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.freestore.ExpiredWeakException;
import org.freestore.FreeStore;
import org.freestore.MemoryResource;
import org.freestore.Shared;
import org.freestore.Unique;
import org.freestore.Weak;
import org.freestore.fuzz.Thing.End;
import org.jspecify.annotations.Nullable;

/// The smart pointers, and what each owns.
final class SmartPointers {
  private final World world;
  private final List<Only> uniques = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();

  /// The one owner of a thing.
  private record Only(Unique<Object> pointer, Thing thing) {}

  /// The owners of a thing, and those who watch it.
  ///
  /// @param isMade whether it was created to be shared, in one block with its counts
  private record Group(
      Thing thing, boolean isMade, List<Shared<Object>> owners, List<Weak<Object>> watchers) {}

  SmartPointers(World world) {
    this.world = world;
  }

  /// Does something with a smart pointer, or makes one.
  void use() {
    switch (world.random.nextInt(10)) {
      case 0 -> makeUnique();
      case 1, 2 -> useUnique();
      case 3 -> share();
      case 4 -> makeShared();
      default -> useShared();
    }
  }

  private @Nullable Thing ownable() {
    return world.find(thing -> thing.end() == End.DELETE);
  }

  private void makeUnique() {
    Thing thing = ownable();
    if (thing != null) {
      world.note("Unique.of", thing);
      uniques.add(new Only(Unique.of((Object) thing.handle()), thing));
      thing.end(End.UNIQUE);
    }
  }

  private void useUnique() {
    if (uniques.isEmpty()) {
      return;
    }
    int index = world.random.nextInt(uniques.size());
    Only only = uniques.get(index);
    if (world.chance(3)) {
      world.note("move", only.thing);
      uniques.set(index, new Only(only.pointer.move(), only.thing));
    } else if (world.chance(3)) {
      world.note("release of a Unique", only.thing);
      require(Objects.equals(only.thing.handle(), only.pointer.release()), only.thing);
      Model.free(only.thing);
      uniques.remove(index);
    } else {
      reset(index, world.chance(2) ? ownable() : null);
    }
  }

  private void reset(int index, @Nullable Thing next) {
    Only only = uniques.get(index);
    world.note("reset", only.thing + " to " + next);
    world.planFailures(8);
    world.bothDo(
        () -> only.pointer.reset(next == null ? null : next.handle()),
        () -> world.model.end(only.thing));
    if (next == null) {
      uniques.remove(index);
    } else {
      next.end(End.UNIQUE);
      uniques.set(index, new Only(only.pointer, next));
    }
  }

  private void share() {
    Thing thing = ownable();
    if (thing != null) {
      world.note("Shared.of", thing);
      add(Shared.of((Object) thing.handle()), thing, false);
    }
  }

  private void add(Shared<Object> first, Thing thing, boolean isMade) {
    thing.end(End.SHARED);
    groups.add(new Group(thing, isMade, new ArrayList<>(List.of(first)), new ArrayList<>()));
  }

  private void makeShared() {
    Species<?> species = world.any(Menagerie.ALL);
    FreeStore store = world.chance(2) ? FreeStore.global() : world.store();
    world.note("Shared.make", species);
    world.planFailures(8);
    List<Shared<Object>> made = new ArrayList<>();
    Thing thing =
        world.both(
            () -> {
              made.add(Shared.<Object>makeIn(store, memory -> create(species, memory)));
              return made.getFirst().get();
            },
            () -> world.model.create(species, null));
    if (thing != null) {
      add(made.getFirst(), thing, true);
      world.requireSame(thing);
    }
  }

  private Object create(Species<?> species, MemoryResource memory) {
    return world.surface.create(species, memory, Surface.Form.FACTORY);
  }

  private void useShared() {
    if (groups.isEmpty()) {
      return;
    }
    Group group = world.any(groups);
    requireCounts(group);
    switch (world.random.nextInt(6)) {
      case 0 -> copy(group);
      case 1 -> watch(group);
      case 2 -> lock(group);
      case 3 -> closeWatcher(group);
      default -> closeOwner(group);
    }
    if (group.owners.isEmpty() && group.watchers.isEmpty()) {
      groups.remove(group);
    }
  }

  private static void requireCounts(Group group) {
    for (Shared<Object> owner : group.owners) {
      require(owner.useCount() == group.owners.size(), group.thing);
      require(group.thing.handle().equals(owner.get()), group.thing);
    }
    for (Weak<Object> watcher : group.watchers) {
      require(watcher.useCount() == group.owners.size(), group.thing);
      require(watcher.expired() == group.owners.isEmpty(), group.thing);
    }
  }

  private static void require(boolean holds, Thing thing) {
    if (!holds) {
      throw new FuzzFailure("smart pointers to " + thing + " disagree");
    }
  }

  private void copy(Group group) {
    if (!group.owners.isEmpty()) {
      world.note("copy of a Shared", group.thing);
      group.owners.add(world.any(group.owners).copy());
    }
  }

  private void watch(Group group) {
    if (!group.owners.isEmpty()) {
      world.note("weak", group.thing);
      group.watchers.add(world.any(group.owners).weak());
    }
  }

  private void lock(Group group) {
    if (group.watchers.isEmpty()) {
      return;
    }
    world.note("lock", group.thing);
    Weak<Object> watcher = world.any(group.watchers);
    Shared<Object> locked = watcher.lock();
    require((locked == null) == group.owners.isEmpty(), group.thing);
    if (locked != null) {
      group.owners.add(locked);
      return;
    }
    try {
      Object revived = Shared.fromWeak(watcher);
      throw new FuzzFailure("weak pointer to " + group.thing + " gave " + revived);
    } catch (ExpiredWeakException e) {
      world.note("expired weak pointer", group.thing);
    }
  }

  private void closeWatcher(Group group) {
    if (!group.watchers.isEmpty()) {
      world.note("close of a Weak", group.thing);
      close(world.any(group.watchers), group.watchers);
    }
  }

  private <P extends AutoCloseable> void close(P pointer, List<P> pointers) {
    closeQuietly(pointer);
    pointers.remove(pointer);
    requireClosed(pointer);
  }

  private void closeOwner(Group group) {
    if (group.owners.isEmpty()) {
      return;
    }
    boolean last = group.owners.size() == 1;
    Shared<Object> owner = world.any(group.owners);
    world.note(last ? "close of the last Shared" : "close of a Shared", group.thing);
    if (last) {
      world.planFailures(8);
    }
    world.bothDo(
        owner::close,
        () -> {
          if (last) {
            world.model.end(group.thing);
          }
        });
    group.owners.remove(owner);
    requireClosed(owner);
  }

  private static void closeQuietly(AutoCloseable pointer) {
    try {
      pointer.close();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void requireClosed(AutoCloseable pointer) {
    try {
      closeQuietly(pointer);
    } catch (IllegalStateException e) {
      return;
    }
    throw new FuzzFailure("smart pointer could be closed twice: " + pointer);
  }

  /// Returns whether a thing was created to be shared.
  boolean isMade(Thing thing) {
    return groups.stream().anyMatch(group -> group.thing == thing && group.isMade);
  }

  /// Returns how many blocks of counts there are in a store.
  long blocksOfCounts(FreeStore store) {
    return groups.stream()
        .filter(group -> group.thing.store() == store)
        .filter(group -> !group.isMade || group.owners.isEmpty())
        .count();
  }

  /// Closes those of a store.
  void closeAll(FreeStore store) {
    for (int i = uniques.size() - 1; i >= 0; i--) {
      if (uniques.get(i).thing.store() == store) {
        reset(i, null);
      }
    }
    for (Group group : List.copyOf(groups)) {
      if (group.thing.store() == store) {
        closeAll(group);
      }
    }
  }

  void closeAll() {
    for (int i = uniques.size() - 1; i >= 0; i--) {
      reset(i, null);
    }
    List.copyOf(groups).forEach(this::closeAll);
  }

  private void closeAll(Group group) {
    while (!group.owners.isEmpty()) {
      closeOwner(group);
    }
    while (!group.watchers.isEmpty()) {
      closeWatcher(group);
    }
    groups.remove(group);
  }
}
