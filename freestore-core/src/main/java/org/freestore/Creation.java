// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.function.Consumer;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// Creates objects of a struct that is known by its class only.
final class Creation {
  private Creation() {}

  static <T> T create(StructType<T> type) {
    if (type.isPlain()) {
      long reference = ObjectMemory.createPlain(type);
      return type.flyweight(reference, Reference.address(reference) + ObjectMemory.PAYLOAD);
    }
    return createFully(type);
  }

  private static <T> T createFully(StructType<T> type) {
    requireConstructible(type);
    return construct(type, ObjectMemory.create(type, type.liveHeader(), type.wordBytes()));
  }

  static <T> T createIn(MemoryResource resource, StructType<T> type) {
    requireConstructible(type);
    return construct(type, ObjectMemory.createIn(resource, type));
  }

  static <T> @Nullable T tryCreate(StructType<T> type) {
    requireConstructible(type);
    long reference;
    try {
      reference = ObjectMemory.create(type, type.liveHeader(), type.wordBytes());
    } catch (OutOfFreeStoreException e) {
      return null;
    }
    return construct(type, reference);
  }

  /// Checks that the struct has a default constructor, and is not abstract.
  static void requireConstructible(StructType<?> type) {
    if (type.isAbstract() || !type.hasDefaultConstructor()) {
      throw notConstructible(type);
    }
  }

  static IllegalArgumentException notConstructible(StructType<?> type) {
    return new IllegalArgumentException(
        type.isAbstract()
            ? "struct is abstract: type=" + type.name()
            : "struct has no default constructor: type="
                + type.name()
                + ". Use a factory of its generated class.");
  }

  private static <T> T construct(StructType<T> type, long reference) {
    T object = type.flyweight(reference, ObjectMemory.payload(type, reference));
    Consumer<T> constructor = type.constructor();
    if (constructor != null) {
      try {
        constructor.accept(object);
      } catch (Throwable failure) {
        throw ((StructObject) object).abandon(failure);
      }
    }
    return object;
  }
}
