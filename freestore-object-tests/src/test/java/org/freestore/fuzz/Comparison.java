// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.Objects;
import org.freestore.FreeStore;
import org.freestore.StoreObject;
import org.freestore.UninitializedReadException;
import org.freestore.fuzz.Property.Content;
import org.jspecify.annotations.Nullable;

/// Compares what is in the store with what the model says.
final class Comparison {
  private final Surface surface;

  Comparison(Surface surface) {
    this.surface = surface;
  }

  /// Looks at all of a thing and its parts.
  ///
  /// @throws FuzzFailure if anything is not as the model has it
  void requireSame(Thing thing) {
    require(thing.handle().isAlive(), thing, "is not alive");
    switch (thing) {
      case Thing.Struct struct -> requireSame(struct);
      case Thing.Array array -> requireSame(array);
    }
  }

  private void requireSame(Thing.Struct thing) {
    if (thing.species.isPolymorphic()) {
      requireSameType(thing);
    }
    for (Property property : thing.species.properties()) {
      requireSame(thing, property);
    }
  }

  private static void requireSameType(Thing.Struct thing) {
    Class<?> type = FreeStore.typeOf(thing.handle()).struct();
    require(type == thing.species.struct(), thing, "is of the type " + type);
    String kind = ((Shape) thing.handle()).kindName();
    require(kind.equals(thing.species.name()), thing, "calls itself " + kind);
  }

  private void requireSame(Thing.Struct thing, Property property) {
    Object expected = thing.value(property);
    if (Thing.isUnwritten(expected)) {
      requireUnwritten(thing, property);
      return;
    }
    Object actual = surface.read(property, thing.handle());
    if (property.isEmbedded()) {
      Thing part = (Thing) Objects.requireNonNull(expected);
      require(
          Objects.equals(part.handle(), actual), thing, property.name() + " is at another place");
      requireSame(part);
    } else if (expected instanceof Thing pointee) {
      requireReference(thing, property.name(), pointee, actual);
    } else {
      requireEqual(thing, property.name(), expected, actual);
    }
  }

  private void requireUnwritten(Thing.Struct thing, Property property) {
    try {
      Object read = surface.read(property, thing.handle());
      throw new FuzzFailure(thing + ": " + property.name() + " was never written, but is " + read);
    } catch (UninitializedReadException e) {
      requireEqual(thing, "defect", "uninitialized-read", e.report().defect().word());
    }
  }

  /// What a pointer leads to has the address of the pointee only as long as that one lives.
  private static void requireReference(
      Thing thing, String what, Thing pointee, @Nullable Object actual) {
    require(actual instanceof StoreObject, thing, what + " is " + actual);
    long reference = ((StoreObject) Objects.requireNonNull(actual)).reference();
    require(
        reference == pointee.handle().reference(),
        thing,
        what + " leads to 0x" + Long.toHexString(reference) + ", not to " + pointee);
  }

  private void requireSame(Thing.Array thing) {
    requireEqual(thing, "length", (long) thing.length(), surface.length(thing.handle()));
    for (int i = 0; i < thing.length(); i++) {
      requireSame(thing, i, surface.element(thing.elements, thing.handle(), i));
    }
  }

  private void requireSame(Thing.Array thing, int index, @Nullable Object actual) {
    Object expected = thing.values[index];
    String what = "[" + index + "]";
    if (thing.elements instanceof Elements.Structs) {
      Thing part = (Thing) Objects.requireNonNull(expected);
      require(Objects.equals(part.handle(), actual), thing, what + " is at another place");
      requireSame(part);
    } else if (expected instanceof Thing pointee) {
      requireReference(thing, what, pointee, actual);
    } else {
      requireEqual(thing, what, expected, actual);
    }
  }

  /// Returns how many texts a thing and its parts own.
  static int texts(Thing thing) {
    int texts = thing.parts().stream().mapToInt(Comparison::texts).sum();
    if (thing instanceof Thing.Struct struct) {
      for (Property property : struct.species.properties()) {
        boolean isText = property.content() instanceof Content.Text;
        texts += isText && struct.value(property) instanceof String ? 1 : 0;
      }
    }
    return texts;
  }

  private static void require(boolean holds, Thing thing, String complaint) {
    if (!holds) {
      throw new FuzzFailure(thing + " " + complaint);
    }
  }

  private static void requireEqual(
      Thing thing, String what, @Nullable Object expected, @Nullable Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new FuzzFailure(thing + ": " + what + " is " + actual + ", expected " + expected);
    }
  }
}
