// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.freestore.AutoScope;
import org.freestore.FreeStore;
import org.jspecify.annotations.Nullable;

/// The open scopes, and what will end with each.
final class Scopes {
  private static final int MOST = 5;

  private final World world;
  private final List<Scope> open = new ArrayList<>();
  private int names;

  /// @param store where its objects are
  /// @param things of it, in the order of their creation
  record Scope(AutoScope scope, String name, FreeStore store, List<Thing> things) {}

  Scopes(World world) {
    this.world = world;
  }

  void open() {
    if (open.size() == MOST) {
      close();
      return;
    }
    String name = "scope " + ++names;
    boolean own = world.chance(2);
    world.note("open", name);
    AutoScope scope = world.surface.open(own ? world.store() : null, name);
    FreeStore store = own ? world.store() : FreeStore.global();
    open.add(new Scope(scope, name, store, new ArrayList<>()));
  }

  /// Returns one that is open, mostly the innermost, or null.
  @Nullable Scope any() {
    if (open.isEmpty()) {
      return null;
    }
    return world.chance(3) ? world.any(open) : open.getLast();
  }

  /// Closes one, and those of its store within it.
  void close() {
    if (!open.isEmpty()) {
      close(world.chance(4) ? world.random.nextInt(open.size()) : open.size() - 1);
    }
  }

  private void close(int index) {
    Scope closed = open.get(index);
    List<Scope> inner =
        open.subList(index, open.size()).stream()
            .filter(scope -> scope.store == closed.store)
            .toList();
    world.note("close", closed.name);
    world.planFailures(6);
    world.bothDo(() -> world.surface.close(closed.scope), () -> end(inner));
    open.removeAll(inner);
  }

  private void end(List<Scope> scopes) {
    Throwable first = null;
    for (Scope scope : scopes.reversed()) {
      for (Thing thing : scope.things.reversed()) {
        first = Model.also(first, world.model.tryEnd(thing));
      }
    }
    if (first != null) {
      throw (Planned) first;
    }
  }

  void closeAll() {
    while (!open.isEmpty()) {
      close(0);
    }
  }

  /// Returns the name of the scope that a thing will end with.
  String nameOf(Thing thing) {
    return open.stream()
        .filter(scope -> scope.things.contains(thing))
        .map(Scope::name)
        .findFirst()
        .orElseThrow();
  }

  /// Returns whether some scope is open that is in a store.
  boolean isAnyIn(FreeStore store) {
    return open.stream().anyMatch(scope -> scope.store == store);
  }
}
