// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.List;
import org.freestore.FreeStore;
import org.freestore.MemoryResource;
import org.freestore.Storage;
import org.freestore.fuzz.Elements.Pointers;
import org.freestore.fuzz.Elements.Primitives;
import org.freestore.fuzz.Elements.Structs;
import org.freestore.fuzz.Thing.End;
import org.jspecify.annotations.Nullable;

/// Creates objects and arrays, everywhere and in every way there is.
final class Births {
  private static final List<Species<?>> LARGE =
      List.of(Menagerie.BULK, Menagerie.SLATE, Menagerie.HOLDER, Menagerie.BOX);

  private final World world;
  private final Scopes scopes;

  /// Where something is created.
  ///
  /// @param resource or null for the global store
  private record Place(@Nullable MemoryResource resource, End end, Scopes.@Nullable Scope scope) {}

  Births(World world, Scopes scopes) {
    this.world = world;
    this.scopes = scopes;
  }

  private Place anyPlace() {
    Scopes.Scope scope = scopes.any();
    return switch (world.random.nextInt(8)) {
      case 0, 1, 2 -> new Place(null, End.DELETE, null);
      case 3, 4 -> new Place(world.store(), End.DELETE, null);
      default ->
          scope == null
              ? new Place(null, End.DELETE, null)
              : new Place(scope.scope(), End.SCOPE, scope);
    };
  }

  private void settle(@Nullable Thing thing, Place place) {
    if (thing != null) {
      thing.end(place.end);
      if (place.scope != null) {
        place.scope.things().add(thing);
      }
    }
  }

  void create() {
    create(world.any(Menagerie.ALL), anyPlace());
  }

  /// Creates something that ends with the program.
  void createStatic() {
    List<Species<?>> kinds = List.of(Menagerie.TRACKED, Menagerie.NODE, Menagerie.SCALARS);
    create(world.any(kinds), new Place(FreeStore.statics(), End.STATIC, null));
  }

  private void create(Species<?> species, Place place) {
    boolean elsewhere = place.scope == null && world.chance(4);
    boolean virtual = world.chance(2);
    boolean takes = species.takesArgument() && world.chance(2);
    Integer argument = takes ? (Integer) world.random.nextInt(9) : null;
    Surface.Form form = world.any(List.of(Surface.Form.values()));
    world.note("create", species + " " + place.end + (elsewhere ? " on another thread" : ""));
    world.planFailures(10);
    Thing thing =
        world.both(
            () ->
                elsewhere
                    ? world.other.call(virtual, () -> make(species, place.resource, form, argument))
                    : make(species, place.resource, form, argument),
            () -> world.model.create(species, argument));
    settle(thing, place);
    world.requireSame(thing);
  }

  private Object make(
      Species<?> species,
      @Nullable MemoryResource resource,
      Surface.Form form,
      @Nullable Integer argument) {
    return argument == null
        ? world.surface.create(species, resource, form)
        : world.surface.create(species, resource, argument);
  }

  void createArray() {
    Elements elements = anyElements();
    boolean large = elements instanceof Structs(Species<?> of) && LARGE.contains(of);
    int length =
        world.chance(12)
            ? world.random.nextInt(large ? 4 : 400)
            : world.random.nextInt(large ? 3 : 9);
    Place place = anyPlace();
    world.note("createArray", elements + " length=" + length + " " + place.end);
    world.planFailures(8);
    Thing thing =
        world.both(
            () -> world.surface.createArray(elements, place.resource, length),
            () -> world.model.createArray(elements, length));
    settle(thing, place);
    world.requireSame(thing);
  }

  /// Those that can be pointed to or owned by properties come often.
  private Elements anyElements() {
    return switch (world.random.nextInt(8)) {
      case 0 -> new Primitives(Primitive.INT);
      case 1 -> new Structs(Menagerie.TRACKED);
      case 2 -> new Pointers(Menagerie.NODE);
      case 3 -> new Pointers(world.any(List.of(Menagerie.SHAPE, Menagerie.PLANT, Menagerie.BULK)));
      case 4, 5 -> new Structs(world.any(Menagerie.ALL));
      default -> new Primitives(world.any(List.of(Primitive.values())));
    };
  }

  void copy() {
    Thing found = world.find(thing -> true);
    if (found == null) {
      return;
    }
    Thing source = world.anyPart(found);
    Place place = anyPlace();
    world.note("copy", source + " to " + place.end);
    Thing thing =
        world.both(
            () -> world.surface.copy(source.handle(), place.resource),
            () -> world.model.copy(source));
    settle(thing, place);
    world.requireSame(thing);
    world.requireSame(source);
  }

  /// Constructs an object in storage, destroys it, constructs another one, and closes the storage
  /// again: all at once, since an object in storage that nobody destroyed is lost with it.
  void place() {
    Species<?> species = world.any(Menagerie.ALL);
    Storage storage =
        world.chance(2)
            ? Storage.of(species.struct())
            : Storage.ofIn(world.store(), species.struct());
    try (storage) {
      for (int i = world.random.nextInt(1, 4); i > 0; i--) {
        world.note("construct in storage", species);
        world.planFailures(8);
        Thing thing =
            world.both(
                () -> world.surface.create(species, storage, Surface.Form.FACTORY),
                () -> world.model.create(species, null));
        if (thing == null) {
          continue;
        }
        thing.end(End.PLACEMENT);
        world.requireSame(thing);
        world.note("destroy", thing);
        world.planFailures(8);
        world.bothDo(() -> world.surface.destroy(thing.handle()), () -> world.model.end(thing));
      }
    }
  }
}
