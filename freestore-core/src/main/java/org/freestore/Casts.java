// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// Finds out what an object is at run time: `typeid` and `dynamic_cast`.
final class Casts {
  private Casts() {}

  static StructType<?> typeOf(Object object) {
    StoreObject known = Misuses.requireStoreObject(object);
    if (known instanceof StructObject struct) {
      return typeOf(struct);
    }
    throw Misuses.array((StoreArray) known, "an array has no struct type");
  }

  /// Returns the type in the header, or that of the flyweight where it is of a part of an object.
  static StructType<?> typeOf(StructObject struct) {
    long header = Reference.header(struct.reference);
    requireAlive(struct, header);
    StructType<?> actual = StructTypes.byId(Header.type(header));
    return actual != null && isWhole(struct, header) ? actual : struct.type();
  }

  /// Returns whether a flyweight is of a whole object, not of a part of one: what is embedded first
  /// has the address of the whole, but another type. The type in the header may be a base of the
  /// flyweight's, while the object is constructed or destroyed.
  ///
  /// @param header of the object, which must be alive
  static boolean isWhole(StructObject struct, long header) {
    StructType<?> known = struct.type();
    StructType<?> actual = StructTypes.byId(Header.type(header));
    return !ArrayMemory.isArray(Header.kind(header))
        && actual != null
        && (actual.isA(known) || known.isA(actual))
        && struct.address == ObjectMemory.payload(actual, struct.reference);
  }

  private static void requireAlive(StoreObject object, long header) {
    if (!Header.isOf(header, object.reference)) {
      throw Misuses.staleRead(object, 0, 0);
    }
  }

  static FreeStore storeOf(Object object) {
    StoreObject known = Misuses.requireStoreObject(object);
    requireAlive(known, Reference.header(known.reference));
    return FreeStore.ofObject(known.reference);
  }

  static <T> T cast(Class<T> as, Object object) {
    T result = tryCast(as, object);
    if (result == null) {
      throw notA(as, Misuses.requireStoreObject(object));
    }
    return result;
  }

  private static TypeMismatchException notA(Class<?> as, StoreObject object) {
    return object instanceof StructObject struct
        ? Misuses.notA(struct, as)
        : Misuses.array((StoreArray) object, "array is not a " + as.getTypeName());
  }

  static <T> @Nullable T tryCast(Class<T> as, Object object) {
    StoreObject known = Misuses.requireStoreObject(object);
    Object actual = known instanceof StructObject struct ? dynamic(struct) : known;
    return as.isInstance(actual) ? as.cast(actual) : null;
  }

  private static Object dynamic(StructObject struct) {
    StructType<?> actual = typeOf(struct);
    boolean known = actual == struct.type();
    return known ? struct : actual.flyweight(struct.reference, struct.address);
  }
}
