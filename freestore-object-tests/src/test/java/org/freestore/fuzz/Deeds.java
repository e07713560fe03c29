// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.Arrays;
import java.util.Objects;
import org.freestore.fuzz.Property.Content;
import org.freestore.fuzz.Thing.End;
import org.jspecify.annotations.Nullable;

/// Writes properties and elements, hands things from owner to owner, and deletes.
final class Deeds {
  private final World world;

  Deeds(World world) {
    this.world = world;
  }

  /// Writes something anywhere.
  void write() {
    Thing found = world.find(thing -> true);
    if (found == null) {
      return;
    }
    switch (world.anyPart(found)) {
      case Thing.Struct struct -> write(struct, world.any(struct.species.properties()));
      case Thing.Array array -> write(array);
    }
    world.requireSame(found);
  }

  private void write(Thing.Struct struct, Property property) {
    switch (property.content()) {
      case Content.Value(Values<?> values) -> put(struct, property, values.next(world.random));
      case Content.Text ignored -> put(struct, property, Values.text(world.random));
      case Content.Pointer ignored -> point(struct, property);
      case Content.ArrayPointer ignored -> point(struct, property);
      case Content.Owned ignored -> own(struct, property);
      case Content.OwnedArray ignored -> own(struct, property);
      case Content.Embedded ignored -> assign(struct, property);
      case Content.EmbeddedArray ignored ->
          write((Thing.Array) Objects.requireNonNull(struct.value(property)));
    }
  }

  private void put(Thing.Struct struct, Property property, @Nullable Object value) {
    world.note("write", struct + "." + property.name());
    boolean elsewhere = world.chance(10);
    Object pointer = value instanceof Thing thing ? thing.handle() : value;
    Runnable write = () -> world.surface.write(property, struct.handle(), pointer);
    if (elsewhere) {
      world.other.call(
          false,
          () -> {
            write.run();
            return null;
          });
    } else {
      write.run();
    }
    struct.value(property, value);
  }

  private void point(Thing.Struct struct, Property property) {
    put(struct, property, world.find(thing -> World.fits(thing, property.content())));
  }

  /// What owns itself, directly or not, would never end.
  private void own(Thing.Struct owner, Property property) {
    Thing owned =
        world.chance(4)
            ? null
            : world.find(thing ->
                thing.end() == End.DELETE
                    && thing.store() == owner.store()
                    && thing != owner.root()
                    && World.fits(thing, property.content()));
    world.note("own", owner + "." + property.name() + " = " + owned);
    world.planFailures(8);
    world.bothDo(
        () -> world.surface.write(property, owner.handle(), owned == null ? null : owned.handle()),
        () -> world.model.replace(owner, property, owned));
  }

  /// Ends what an object owns, and leaves it nothing.
  void endOwned(Thing.Struct owner) {
    for (Property property : owner.species.properties()) {
      if (property.isOwned() && owner.value(property) instanceof Thing owned) {
        world.note("end", owned + " of " + owner);
        world.bothDo(
            () -> world.surface.write(property, owner.handle(), null),
            () -> world.model.replace(owner, property, null));
      }
    }
  }

  private void assign(Thing.Struct owner, Property property) {
    Thing.Struct target = (Thing.Struct) Objects.requireNonNull(owner.value(property));
    Thing.Struct source = findSource(target.species);
    if (property.put() == null || source == null) {
      return;
    }
    world.note("assign", owner + "." + property.name() + " = " + source);
    world.planFailures(8);
    world.bothDo(
        () -> world.surface.write(property, owner.handle(), source.handle()),
        () -> world.model.assign(target, source));
  }

  private Thing.@Nullable Struct findSource(Species<?> species) {
    Thing found = world.find(thing -> World.isA(world.anyPart(thing), species));
    Thing part = found == null ? null : world.anyPart(found);
    return part != null && World.isA(part, species) ? (Thing.Struct) part : null;
  }

  private void write(Thing.Array array) {
    if (array.length() == 0) {
      return;
    }
    int index = world.random.nextInt(array.length());
    switch (array.elements) {
      case Elements.Primitives(Primitive type) -> write(array, type, index);
      case Elements.Pointers(Species<?> species) ->
          write(array, index, world.find(thing -> World.isA(thing, species)));
      case Elements.Structs ignored ->
          assignElement(array, (Thing.Struct) Objects.requireNonNull(array.values[index]), index);
    }
  }

  private void write(Thing.Array array, Primitive type, int index) {
    Object value = type.elements().next(world.random);
    if (world.chance(8)) {
      world.note("fill", array);
      type.fill(array.handle(), value);
      Arrays.fill(array.values, value);
    } else {
      write(array, index, value);
    }
  }

  private void write(Thing.Array array, int index, @Nullable Object value) {
    world.note("write element", array + "[" + index + "]");
    Object pointer = value instanceof Thing thing ? thing.handle() : value;
    world.surface.element(array.elements, array.handle(), index, pointer);
    array.values[index] = value;
  }

  private void assignElement(Thing.Array array, Thing.Struct target, int index) {
    Thing.Struct source = findSource(target.species);
    if (source == null || isWithin(source, target) || isWithin(target, source)) {
      return;
    }
    world.note("assign element", array + "[" + index + "] = " + source);
    world.planFailures(8);
    world.bothDo(
        () -> world.surface.element(array.elements, array.handle(), index, source.handle()),
        () -> world.model.assign(target, source));
    world.adopt(target, target.handle());
  }

  /// What a copy would destroy cannot be copied.
  private static boolean isWithin(Thing part, Thing whole) {
    for (Thing thing = part; thing != null; thing = thing.owner()) {
      if (thing == whole && part != whole) {
        return true;
      }
    }
    return false;
  }

  /// Takes a child from a node.
  void release() {
    Thing found = world.find(World::isNodeWithChild);
    if (found == null) {
      return;
    }
    world.note("release", found);
    Thing.Struct node = (Thing.Struct) found;
    Property child = Menagerie.NODE.property("child");
    world.bothDo(
        () -> ((Node) node.handle()).releaseChild(), () -> world.model.release(node, child));
    world.requireSame(node);
  }

  /// Counts atomically.
  void count() {
    Thing found = world.find(thing -> World.isA(thing, Menagerie.TALLY));
    if (found == null) {
      return;
    }
    world.note("count", found);
    Thing.Struct struct = (Thing.Struct) found;
    int delta = world.random.nextInt();
    int before = (Integer) Objects.requireNonNull(struct.value("hits"));
    Tally tally = (Tally) struct.handle();
    if (tally.getAndAddHits(delta) != before
        || !tally.compareAndSetHits(before + delta, delta)
        || tally.compareAndSetTotal(~(Long) Objects.requireNonNull(struct.value("total")), 1)) {
      throw new FuzzFailure(found + " miscounts");
    }
    struct.value("hits", delta);
    world.requireSame(found);
  }

  /// Deletes an object or an array.
  void delete() {
    Thing thing = world.find(any -> any.end() == End.DELETE);
    if (thing != null) {
      delete(thing);
    }
  }

  void delete(Thing thing) {
    boolean elsewhere = world.chance(4);
    boolean virtual = world.chance(3);
    world.note("delete", thing + (elsewhere ? " on another thread" : ""));
    world.requireSame(thing);
    world.planFailures(8);
    world.bothDo(
        () -> {
          if (elsewhere) {
            world.other.call(virtual, () -> end(thing));
          } else {
            end(thing);
          }
        },
        () -> world.model.end(thing));
  }

  private @Nullable Object end(Thing thing) {
    if (thing instanceof Thing.Array) {
      world.surface.deleteArray(thing.handle());
    } else {
      world.surface.delete(thing.handle());
    }
    return null;
  }
}
