// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.freestore.BadArrayLengthException;
import org.freestore.DoubleDeleteException;
import org.freestore.FreeStore;
import org.freestore.InvalidDeleteException;
import org.freestore.MismatchedDeleteException;
import org.freestore.MisuseException;
import org.freestore.TypeMismatchException;
import org.freestore.Unique;
import org.freestore.UseAfterDeleteException;
import org.freestore.fuzz.Property.Content;
import org.freestore.fuzz.Thing.End;
import org.jspecify.annotations.Nullable;

/// The wrong things that the fuzzer does, and the report that each must end in.
final class Misdeeds {
  private final World world;
  private final Scopes scopes;
  private final SmartPointers pointers;
  private final List<Runnable> all;

  Misdeeds(World world, Scopes scopes, SmartPointers pointers) {
    this.world = world;
    this.scopes = scopes;
    this.pointers = pointers;
    this.all =
        List.of(
            this::useGone,
            this::useGone,
            this::followDangling,
            this::followDangling,
            this::deleteGone,
            this::copyGone,
            this::castGone,
            this::castWrongly,
            this::deleteWrongly,
            this::deleteWrongly,
            this::deletePart,
            this::deleteThroughBase,
            this::destroyWrongly,
            this::pointToPart,
            this::indexWrongly,
            this::createTooLittle,
            this::deleteSomethingElse,
            this::deleteWhatIsOwned);
  }

  /// Does something wrong, if what it takes is there.
  void commit() {
    world.any(all).run();
  }

  /// Asserts what is reported, and that nothing was constructed or destroyed.
  private void expect(
      String what,
      @Nullable Thing about,
      Class<? extends RuntimeException> type,
      Runnable call,
      String... facts) {
    world.note(what, about);
    RuntimeException report = Outcome.of(nothing(call)).failure();
    if (report == null) {
      throw new FuzzFailure(what + " was not reported: " + about);
    }
    if (report.getClass() != type) {
      throw new FuzzFailure(what + " was reported as " + report + ": " + about, report);
    }
    String message = String.valueOf(report.getMessage());
    for (String fact : facts) {
      if (!message.contains(fact)) {
        throw new FuzzFailure(what + " was reported without " + fact + ": " + report, report);
      }
    }
    if (report instanceof MisuseException misuse && !message.contains("SUMMARY")) {
      throw new FuzzFailure(what + " has no whole report: " + misuse.report(), report);
    }
    world.requireSameJournal();
    world.requireSame(about);
  }

  private static Supplier<@Nullable Object> nothing(Runnable call) {
    return () -> {
      call.run();
      return null;
    };
  }

  private @Nullable Thing gone() {
    return world.herd.findGone(world.random, thing -> true);
  }

  private void useGone() {
    Thing thing = gone();
    if (thing != null) {
      use("use after the end", thing, thing.handle(), null);
    }
  }

  /// Reads or writes what is gone.
  ///
  /// @param as what the flyweight is certainly one of; null for what the thing is
  private void use(String what, Thing thing, Object flyweight, @Nullable Species<?> as) {
    switch (thing) {
      case Thing.Struct struct -> use(what, struct, flyweight, as == null ? struct.species : as);
      case Thing.Array array -> use(what, array, flyweight);
    }
  }

  private void use(String what, Thing.Struct struct, Object flyweight, Species<?> as) {
    List<Property> properties =
        as.properties().stream().filter(property -> !property.isEmbedded()).toList();
    if (properties.isEmpty()) {
      return;
    }
    Property property = world.any(properties);
    if (world.chance(2)) {
      expect(
          what + ": read of " + property.content().getClass().getSimpleName(),
          struct,
          UseAfterDeleteException.class,
          () -> world.surface.read(property, flyweight));
    } else {
      Object value = property.content() instanceof Content.Value(Values<?> v) ? v.zero() : null;
      expect(
          what + ": write of " + property.content().getClass().getSimpleName(),
          struct,
          UseAfterDeleteException.class,
          () -> world.surface.write(property, flyweight, value));
    }
  }

  /// Elements that are structs are checked when they are used.
  private void use(String what, Thing.Array array, Object handle) {
    boolean structs = array.elements instanceof Elements.Structs;
    long index =
        structs || array.length() == 0 ? array.length() : world.random.nextInt(array.length());
    expect(
        what + ": read of an element",
        array,
        UseAfterDeleteException.class,
        () -> world.surface.element(array.elements, handle, index));
  }

  private void followDangling() {
    Thing found = world.find(thing -> true);
    if (found == null) {
      return;
    }
    switch (world.anyPart(found)) {
      case Thing.Struct struct -> followDangling(struct);
      case Thing.Array array -> followDangling(array);
    }
  }

  private void followDangling(Thing.Struct struct) {
    for (Property property : struct.species.properties()) {
      if (struct.value(property) instanceof Thing pointee && !pointee.isAlive()) {
        Object pointer = Objects.requireNonNull(world.surface.read(property, struct.handle()));
        Species<?> to = property.content() instanceof Content.Pointer(Species<?> s) ? s : null;
        use("use through a pointer that dangles", pointee, pointer, to);
      }
    }
  }

  private void followDangling(Thing.Array array) {
    for (int i = 0; i < array.length(); i++) {
      if (array.elements instanceof Elements.Pointers(Species<?> to)
          && array.values[i] instanceof Thing pointee
          && !pointee.isAlive()) {
        Object pointer = world.surface.element(array.elements, array.handle(), i);
        use("use through an element that dangles", pointee, Objects.requireNonNull(pointer), to);
      }
    }
  }

  private void deleteGone() {
    Thing thing = gone();
    if (thing != null) {
      expect(
          "delete after the end",
          thing,
          DoubleDeleteException.class,
          () -> delete(thing, world.chance(4)));
    }
  }

  private void delete(Thing thing, boolean wrongForm) {
    if (thing instanceof Thing.Array == wrongForm) {
      world.surface.delete(thing.handle());
    } else {
      world.surface.deleteArray(thing.handle());
    }
  }

  private void copyGone() {
    Thing thing = gone();
    if (thing != null) {
      expect(
          "copy after the end",
          thing,
          UseAfterDeleteException.class,
          () -> world.surface.copy(thing.handle(), null));
    }
  }

  private void castGone() {
    if (gone() instanceof Thing.Struct struct) {
      expect(
          "cast after the end",
          struct,
          UseAfterDeleteException.class,
          () -> world.surface.cast(struct.species.struct(), struct.handle()));
    }
  }

  private void castWrongly() {
    Thing thing = world.find(any -> true);
    Species<?> species = world.any(Menagerie.ALL);
    if (thing != null && !World.isA(thing, species)) {
      expect(
          "wrong cast",
          thing,
          TypeMismatchException.class,
          () -> world.surface.cast(species.struct(), thing.handle()));
    }
  }

  private void deleteWrongly() {
    Thing thing = world.find(any -> true);
    if (thing == null) {
      return;
    }
    boolean form = world.chance(2);
    switch (thing.end()) {
      case SCOPE -> refuse("delete of an automatic", thing, form, scopes.nameOf(thing));
      case STATIC -> refuse("delete of a static", thing, form, "static");
      case SHARED -> {
        if (pointers.isMade(thing)) {
          refuse("delete of a shared", thing, form, "shared object");
        }
      }
      default ->
          expect(
              "delete in the wrong form",
              thing,
              MismatchedDeleteException.class,
              () -> delete(thing, true));
    }
  }

  private void refuse(String what, Thing thing, boolean wrongForm, String fact) {
    expect(what, thing, InvalidDeleteException.class, () -> delete(thing, wrongForm), fact);
  }

  private void deletePart() {
    Thing whole = world.find(any -> !any.parts().isEmpty());
    if (whole == null) {
      return;
    }
    Thing part = world.anyPart(world.any(whole.parts()));
    boolean isElement = part.owner() == whole && whole instanceof Thing.Array;
    refuse("delete of a part", part, world.chance(2), isElement ? "element" : "embedded in");
  }

  private void deleteThroughBase() {
    Thing found = world.find(any -> World.isA(any, Menagerie.NODE));
    if (found instanceof Thing.Struct node
        && node.value("plant") instanceof Thing.Struct plant
        && world.herd.contains(plant)
        && plant.species != Menagerie.PLANT
        && (plant.end() == End.DELETE || plant.end() == End.OWNER)) {
      Property property = Menagerie.NODE.property("plant");
      Object base = world.surface.read(property, node.handle());
      expect(
          "delete through a base",
          plant,
          MismatchedDeleteException.class,
          () -> world.surface.delete(base),
          "not polymorphic");
    }
  }

  private void destroyWrongly() {
    Thing thing = world.chance(2) ? gone() : world.find(any -> true);
    if (thing != null) {
      expect(
          "destroy of what is not in storage",
          thing,
          thing.isAlive() ? MismatchedDeleteException.class : DoubleDeleteException.class,
          () -> world.surface.destroy(thing.handle()));
    }
  }

  private void pointToPart() {
    Thing whole = world.find(any -> !any.parts().isEmpty());
    Thing part = whole == null ? null : world.anyPart(world.any(whole.parts()));
    Thing pointer = world.find(any -> part != null && pointerTo(part, any) != null);
    if (part != null && pointer != null) {
      Property property = Objects.requireNonNull(pointerTo(part, pointer));
      expect(
          "pointer to a part",
          part,
          IllegalArgumentException.class,
          () -> world.surface.write(property, pointer.handle(), part.handle()));
      world.requireSame(pointer);
    }
  }

  /// Returns a property that could point to a part if it were whole, or null.
  private static @Nullable Property pointerTo(Thing part, Thing from) {
    return from instanceof Thing.Struct struct
        ? struct.species.properties().stream()
            .filter(property -> World.fits(part, property.content()))
            .findFirst()
            .orElse(null)
        : null;
  }

  private void indexWrongly() {
    if (world.find(any -> any instanceof Thing.Array) instanceof Thing.Array array) {
      long index = world.any(List.of(-1L, (long) array.length(), Long.MIN_VALUE, Long.MAX_VALUE));
      expect(
          "wrong index",
          array,
          IndexOutOfBoundsException.class,
          () -> world.surface.element(array.elements, array.handle(), index));
    }
  }

  private void createTooLittle() {
    Elements elements = new Elements.Structs(world.any(Menagerie.ALL));
    long length = -world.random.nextLong(1, Long.MAX_VALUE);
    expect(
        "wrong length",
        null,
        BadArrayLengthException.class,
        () -> world.surface.createArray(elements, world.store(), length));
  }

  private void deleteSomethingElse() {
    expect(
        "delete of a Java object",
        null,
        TypeMismatchException.class,
        () -> world.surface.delete(this));
  }

  /// The owner finds out when it deletes what is gone already.
  private void deleteWhatIsOwned() {
    Thing thing = world.find(any -> any.end() == End.DELETE);
    if (thing == null) {
      return;
    }
    Unique<Object> owner = Unique.of((Object) thing.handle());
    world.note("delete behind the owner's back", thing);
    world.bothDo(() -> delete(thing, false), () -> world.model.end(thing));
    expect("delete by the owner", thing, DoubleDeleteException.class, owner::close);
    expect(
        "owner of what is gone",
        thing,
        DoubleDeleteException.class,
        () -> Unique.of((Object) thing.handle()));
  }

  /// Does what may not be done to a store that is closed.
  void useClosed(FreeStore closed) {
    expect(
        "create in a closed store",
        null,
        IllegalStateException.class,
        () -> world.surface.create(Menagerie.POINT, closed, Surface.Form.BY_CLASS));
  }

  /// Frees an object as if it were a raw block.
  void free(FreeStore store, long address) {
    expect(
        "free of an object",
        null,
        MismatchedDeleteException.class,
        () -> world.surface.free(store, address));
  }
}
