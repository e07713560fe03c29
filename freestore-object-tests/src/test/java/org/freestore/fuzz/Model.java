// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.freestore.fuzz.Property.Content;
import org.jspecify.annotations.Nullable;

/// What C++ says that creating, copying and ending objects does, in plain Java.
///
/// It throws what a planned failure of a constructor or destructor has the store throw, with the
/// same failures suppressed, and writes the same journal.
final class Model {
  private final Journal journal = new Journal();
  private final Consumer<Thing> born;
  private final Consumer<Thing> dead;

  /// @param born is told of each whole object that has been constructed
  /// @param dead is told of each object and part that is gone
  Model(Consumer<Thing> born, Consumer<Thing> dead) {
    this.born = born;
    this.dead = dead;
  }

  Journal journal() {
    return journal;
  }

  // Beginning.

  /// Creates an object.
  ///
  /// @param argument of its constructor, or null for the one without
  /// @throws Planned if a constructor fails
  Thing.Struct create(Species<?> species, @Nullable Integer argument) {
    Thing.Struct thing = blank(species);
    construct(thing, species, argument);
    born.accept(thing);
    return thing;
  }

  /// Creates an array.
  ///
  /// @throws Planned if the constructor of an element fails
  Thing.Array createArray(Elements elements, int length) {
    Thing.Array thing = blank(elements, length);
    constructElements(thing);
    born.accept(thing);
    return thing;
  }

  /// Makes an object another one's.
  void own(Thing.Struct owner, String property, Thing owned) {
    own(owner, owner.species.property(property), owned);
  }

  void own(Thing.Struct owner, Property property, @Nullable Thing owned) {
    owner.value(property, owned);
    if (owned != null) {
      owned.owner(owner);
      owned.end(Thing.End.OWNER);
    }
  }

  /// Has a property own something else, and ends what it owned before.
  ///
  /// @throws Planned if the destructor of that fails; it was replaced nevertheless
  void replace(Thing.Struct owner, Property property, @Nullable Thing owned) {
    Thing former = (Thing) owner.value(property);
    own(owner, property, owned);
    if (former != null && former != owned) {
      end(former);
    }
  }

  /// Has a property own nothing any more, and whoever has what it owned delete it.
  void release(Thing.Struct owner, Property property) {
    Thing released = (Thing) Objects.requireNonNull(owner.value(property));
    owner.value(property, null);
    free(released);
  }

  /// Says that a thing belongs to nobody, and has to be deleted.
  static void free(Thing thing) {
    thing.owner(null);
    thing.end(Thing.End.DELETE);
  }

  private Thing.Struct blank(Species<?> species) {
    Thing.Struct thing = new Thing.Struct(species);
    for (Property property : species.properties()) {
      Object value = blank(property.content());
      thing.value(property, species.isChecked() ? Thing.UNWRITTEN : value);
      if (value instanceof Thing part) {
        embed(part, thing);
      }
    }
    return thing;
  }

  private static void embed(Thing part, Thing owner) {
    part.owner(owner);
    part.end(Thing.End.WHOLE);
  }

  private @Nullable Object blank(Content content) {
    return switch (content) {
      case Content.Value(Values<?> values) -> values.zero();
      case Content.Embedded(Species<?> species) -> blank(species);
      case Content.EmbeddedArray(Elements elements, int length) -> blank(elements, length);
      default -> null;
    };
  }

  private Thing.Array blank(Elements elements, int length) {
    Thing.Array array = new Thing.Array(elements, length);
    for (int i = 0; i < length; i++) {
      array.values[i] =
          switch (elements) {
            case Elements.Primitives(Primitive type) -> type.elements().zero();
            case Elements.Structs(Species<?> species) -> blank(species);
            case Elements.Pointers ignored -> null;
          };
      if (array.values[i] instanceof Thing part) {
        embed(part, array);
      }
    }
    return array;
  }

  private void construct(Thing.Struct self, Species<?> level, @Nullable Integer argument) {
    if (Menagerie.delegates(level, argument)) {
      delegate(self, level, argument);
      return;
    }
    if (level.base() != null) {
      construct(self, level.base(), Menagerie.baseArgument(level, argument));
    }
    int built = 0;
    try {
      for (Property property : level.own()) {
        if (property.isEmbedded()) {
          constructPart((Thing) Objects.requireNonNull(self.value(property)));
        }
        built++;
      }
      runConstructor(self, level, argument);
    } catch (Planned failure) {
      throw (Planned) Objects.requireNonNull(destroyParts(self, level, built, failure));
    }
  }

  private void delegate(Thing.Struct self, Species<?> level, @Nullable Integer argument) {
    construct(self, level, null);
    try {
      runConstructor(self, level, argument);
    } catch (Planned failure) {
      throw (Planned) also(failure, destroy(self, level));
    }
  }

  private void runConstructor(Thing.Struct self, Species<?> level, @Nullable Integer argument) {
    Species.Body body = level.body();
    if (body != null) {
      body.construct(this, self, argument);
      journal.born(level.name(), self.serial());
    }
  }

  private void constructPart(Thing part) {
    switch (part) {
      case Thing.Struct struct -> construct(struct, struct.species, null);
      case Thing.Array array -> constructElements(array);
    }
  }

  private void constructElements(Thing.Array array) {
    List<Thing> parts = array.parts();
    for (int i = 0; i < parts.size(); i++) {
      try {
        constructPart(parts.get(i));
      } catch (Planned failure) {
        throw (Planned) also(failure, destroyElements(array, i));
      }
    }
  }

  // Ending.

  /// Ends a whole object.
  ///
  /// @throws Planned if a destructor fails; everything was done nevertheless
  void end(Thing thing) {
    Throwable failure = tryEnd(thing);
    if (failure != null) {
      throw (Planned) failure;
    }
  }

  /// Ends a whole object, and returns what its destructor throws.
  @Nullable Throwable tryEnd(Thing thing) {
    Throwable failure = destroyPart(thing);
    forget(thing);
    return failure;
  }

  /// Ends an object without destroying it, because its store is closed.
  void forget(Thing thing) {
    thing.parts().forEach(this::forget);
    thing.die();
    dead.accept(thing);
  }

  private @Nullable Throwable destroyPart(Thing part) {
    return switch (part) {
      case Thing.Struct struct -> destroy(struct, struct.species);
      case Thing.Array array -> destroyElements(array, array.length());
    };
  }

  private @Nullable Throwable destroyElements(Thing.Array array, int count) {
    Throwable first = null;
    List<Thing> parts = array.parts();
    for (int i = Math.min(count, parts.size()) - 1; i >= 0; i--) {
      first = also(first, destroyPart(parts.get(i)));
    }
    return first;
  }

  private @Nullable Throwable destroy(Thing.Struct self, Species<?> level) {
    Throwable first = null;
    if (level.hasDestructor()) {
      try {
        journal.died(level.name(), self.serial());
      } catch (Planned failure) {
        first = failure;
      }
    }
    return destroyParts(self, level, level.own().size(), first);
  }

  private @Nullable Throwable destroyParts(
      Thing.Struct self, Species<?> level, int built, @Nullable Throwable failure) {
    Throwable first = failure;
    List<Property> own = level.own();
    for (int i = own.size() - 1; i >= 0; i--) {
      if (i < built || !own.get(i).isEmbedded()) {
        first = also(first, destroyMember(self, own.get(i)));
      }
    }
    return level.base() == null ? first : also(first, destroy(self, level.base()));
  }

  private @Nullable Throwable destroyMember(Thing.Struct self, Property property) {
    Object value = self.value(property);
    if (property.isEmbedded()) {
      return destroyPart((Thing) Objects.requireNonNull(value));
    }
    if (property.isOwned() && value != null) {
      self.value(property, null);
      return tryEnd((Thing) value);
    }
    if (property.content() instanceof Content.Text) {
      self.value(property, Thing.isUnwritten(value) ? value : null);
    }
    return null;
  }

  static @Nullable Throwable also(@Nullable Throwable first, @Nullable Throwable next) {
    if (first == null || next == null) {
      return first == null ? next : first;
    }
    first.addSuppressed(next);
    return first;
  }

  // Copying.

  /// Copies an object or an array, with all that it owns.
  Thing copy(Thing source) {
    Thing copy =
        switch (source) {
          case Thing.Struct struct -> blank(struct.species);
          case Thing.Array array -> blank(array.elements, array.length());
        };
    copyTo(copy, source);
    born.accept(copy);
    return copy;
  }

  /// Replaces a part by a copy of another object.
  ///
  /// @throws Planned if the destructor of the old value fails; it was replaced nevertheless
  void assign(Thing.Struct target, Thing.Struct source) {
    if (target != source) {
      Throwable failure = destroy(target, target.species);
      copyTo(target, source);
      if (failure != null) {
        throw (Planned) failure;
      }
    }
  }

  private void copyTo(Thing copy, Thing source) {
    switch (copy) {
      case Thing.Struct struct -> copyProperties(struct, (Thing.Struct) source);
      case Thing.Array array -> copyElements(array, (Thing.Array) source);
    }
  }

  private void copyProperties(Thing.Struct copy, Thing.Struct source) {
    for (Property property : copy.species.properties()) {
      Object value = source.value(property);
      if (property.isEmbedded()) {
        Thing part = (Thing) Objects.requireNonNull(copy.value(property));
        copyTo(part, (Thing) Objects.requireNonNull(value));
      } else if (property.isOwned() && value != null) {
        own(copy, property, copy((Thing) value));
      } else {
        copy.value(property, value);
      }
    }
  }

  private void copyElements(Thing.Array copy, Thing.Array source) {
    for (int i = 0; i < copy.length(); i++) {
      Object value = source.values[i];
      if (copy.elements instanceof Elements.Structs) {
        copyTo(
            (Thing) Objects.requireNonNull(copy.values[i]), (Thing) Objects.requireNonNull(value));
      } else {
        copy.values[i] = value;
      }
    }
  }
}
