// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// Pointers to objects as they are stored in objects: 64 bits that name the object and its
/// generation, so that following one that dangles is noticed.
final class Pointers {
  private Pointers() {}

  static long referenceTo(@Nullable Object pointee) {
    if (pointee == null) {
      return 0;
    }
    StoreObject object = Misuses.requireStoreObject(pointee);
    if (isPart(object)) {
      throw new IllegalArgumentException(
          "a stored pointer can point to a whole object only, not to a part of one or an element: "
              + Words.describe(object)
              + ". Store a pointer to the object that it is a part of.");
    }
    return object.reference;
  }

  private static boolean isPart(StoreObject object) {
    return switch (object) {
      case StructObject struct -> isPart(struct);
      case StoreArray array -> isPart(array);
    };
  }

  /// Where the object is gone this says no: storing a dangling pointer is harmless.
  private static boolean isPart(StructObject struct) {
    long header = Reference.header(struct.reference);
    return Header.isOf(header, struct.reference) && !Casts.isWhole(struct, header);
  }

  /// Also an element may embed an array.
  private static boolean isPart(StoreArray array) {
    long header = Reference.header(array.reference);
    return Header.isOf(header, array.reference)
        && !(ArrayMemory.isArray(Header.kind(header)) && array.isType(header));
  }

  /// Returns a flyweight of the object's type at run time where `type` is polymorphic, else of
  /// `type`. A dangling pointer becomes a flyweight whose every use is an error.
  static <T> @Nullable T pointer(StructType<T> type, long reference) {
    if (reference == 0) {
      return null;
    }
    StructType<T> actual = type.isPolymorphic() ? dynamicType(type, reference) : type;
    return actual.flyweight(reference, ObjectMemory.payload(actual, reference));
  }

  @SuppressWarnings("unchecked") // a type that extends T's makes flyweights that implement T
  private static <T> StructType<T> dynamicType(StructType<T> type, long reference) {
    long header = Reference.header(reference);
    StructType<?> actual =
        Header.isOf(header, reference) ? StructTypes.byId(Header.type(header)) : null;
    return actual != null && actual.isA(type) ? (StructType<T>) actual : type;
  }

  /// Deletes the object or array that an owning pointer points to.
  static void delete(long reference) {
    if (reference != 0) {
      Deletion.ofOwned(reference);
    }
  }

  /// Returns a reference to a copy of what an owning pointer points to, in the store that `owner`
  /// is in.
  static long copy(StoreObject owner, long reference) {
    return reference == 0 ? 0 : Copying.ofPointee(owner, reference);
  }
}
