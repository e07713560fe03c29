// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A property of a struct, behind one face for all of them.
///
/// @param name as declared
/// @param content what it holds
/// @param get reads it from a flyweight
/// @param put writes it, or null where there is no setter
record Property(
    String name,
    Content content,
    Function<Object, @Nullable Object> get,
    @Nullable BiConsumer<Object, @Nullable Object> put) {

  /// What a property holds.
  sealed interface Content {
    /// A number, a `boolean`, a `char` or an enum.
    record Value(Values<?> values) implements Content {}

    /// A string.
    record Text() implements Content {}

    /// A pointer to a struct.
    record Pointer(Species<?> to) implements Content {}

    /// A pointer to an array.
    record ArrayPointer(Elements to) implements Content {}

    /// A pointer that owns a struct.
    record Owned(Species<?> to) implements Content {}

    /// A pointer that owns an array.
    record OwnedArray(Elements to) implements Content {}

    /// A struct itself.
    record Embedded(Species<?> species) implements Content {}

    /// The elements of an array themselves.
    record EmbeddedArray(Elements elements, int length) implements Content {}
  }

  boolean isOwned() {
    return content instanceof Content.Owned || content instanceof Content.OwnedArray;
  }

  boolean isEmbedded() {
    return content instanceof Content.Embedded || content instanceof Content.EmbeddedArray;
  }
}
