// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.freestore.FreeStore;
import org.freestore.StoreObject;
import org.jspecify.annotations.Nullable;

/// What the model knows of an object or an array, or a part of one.
abstract sealed class Thing {
  /// The place of a property that was never written and must be before it is read.
  static final Object UNWRITTEN = new Object();

  /// Returns whether a value is that.
  @SuppressWarnings("ReferenceEquality") // there is one
  static boolean isUnwritten(@Nullable Object value) {
    return value == UNWRITTEN;
  }

  /// Who ends it.
  enum End {
    DELETE("object"),
    SCOPE("automatic"),
    OWNER("object"),
    WHOLE("part"),
    PLACEMENT("placement"),
    STATIC("static"),
    SHARED("shared"),
    UNIQUE("unique");

    private final String words;

    End(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private @Nullable StoreObject handle;
  private @Nullable Thing owner;
  private End end = End.DELETE;

  /// Other fuzzers point to it and want to know.
  private volatile boolean alive = true;

  private @Nullable FreeStore store;

  /// Returns what refers to it.
  StoreObject handle() {
    return Objects.requireNonNull(handle);
  }

  void handle(Object object) {
    handle = (StoreObject) object;
  }

  /// Returns whether it was ever more than a plan: its constructor may have failed.
  boolean hasHandle() {
    return handle != null;
  }

  boolean isAlive() {
    return alive;
  }

  void die() {
    alive = false;
  }

  End end() {
    return end;
  }

  void end(End by) {
    end = by;
  }

  /// Returns what it is a part of, or who owns it.
  @Nullable Thing owner() {
    return owner;
  }

  void owner(@Nullable Thing thing) {
    owner = thing;
  }

  /// Returns the store it is in.
  FreeStore store() {
    return whole().store == null ? FreeStore.global() : Objects.requireNonNull(whole().store);
  }

  void store(FreeStore in) {
    store = in;
  }

  /// Returns the object that it is a part of, or itself.
  Thing whole() {
    return end == End.WHOLE ? Objects.requireNonNull(owner).whole() : this;
  }

  /// Returns who owns it, directly or not, or itself.
  Thing root() {
    return owner == null ? this : owner.root();
  }

  boolean isPart() {
    return end == End.WHOLE;
  }

  /// Returns what it embeds.
  abstract List<Thing> parts();

  /// Returns what it is, without what it contains.
  abstract String what();

  @Override
  public String toString() {
    return what()
        + " "
        + end.words()
        + (handle == null ? "" : " 0x" + Long.toHexString(handle.reference()))
        + (alive ? "" : ", dead");
  }

  /// A struct.
  static final class Struct extends Thing {
    final Species<?> species;
    private final Map<Property, @Nullable Object> values = new LinkedHashMap<>();

    Struct(Species<?> species) {
      this.species = species;
    }

    @Nullable Object value(Property property) {
      return values.get(property);
    }

    void value(Property property, @Nullable Object value) {
      values.put(property, value);
    }

    @Nullable Object value(String name) {
      return value(species.property(name));
    }

    void value(String name, @Nullable Object value) {
      value(species.property(name), value);
    }

    int serial() {
      return (Integer) Objects.requireNonNull(value("serial"));
    }

    @Override
    List<Thing> parts() {
      List<Thing> parts = new ArrayList<>();
      for (Property property : species.properties()) {
        if (property.isEmbedded()) {
          parts.add((Thing) Objects.requireNonNull(value(property)));
        }
      }
      return parts;
    }

    @Override
    String what() {
      return species.name();
    }
  }

  /// An array.
  static final class Array extends Thing {
    final Elements elements;
    final @Nullable Object[] values;

    Array(Elements elements, int length) {
      this.elements = elements;
      this.values = new Object[length];
    }

    int length() {
      return values.length;
    }

    @Override
    List<Thing> parts() {
      if (!(elements instanceof Elements.Structs)) {
        return List.of();
      }
      List<Thing> parts = new ArrayList<>();
      for (Object element : values) {
        parts.add((Thing) Objects.requireNonNull(element));
      }
      return parts;
    }

    @Override
    String what() {
      String of =
          switch (elements) {
            case Elements.Primitives(Primitive type) -> type.name();
            case Elements.Structs(Species<?> species) -> species.name();
            case Elements.Pointers(Species<?> species) -> species.name() + "*";
          };
      return of + "[" + values.length + "]";
    }
  }
}
