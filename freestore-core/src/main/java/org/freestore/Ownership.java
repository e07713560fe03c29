// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.object.Reference;

/// What smart pointers own: objects and arrays that `create` made.
final class Ownership {
  private Ownership() {}

  /// Checks that something can be deleted.
  ///
  /// @throws InvalidDeleteException as deleting it would
  static StoreObject requireOwnable(Object value) {
    StoreObject object = Misuses.requireStoreObject(value);
    long header = Reference.header(object.reference);
    boolean ownable =
        Header.isOf(header, object.reference)
            && Header.state(header) == Header.LIVE
            && (object instanceof StructObject struct
                ? isWhole(struct, header)
                : Header.kind(header) == Kind.ARRAY && ((StoreArray) object).isType(header));
    if (!ownable) {
      throw Misuses.deleted(object, object instanceof StoreArray);
    }
    return object;
  }

  private static boolean isWhole(StructObject object, long header) {
    StructType<?> type = StructTypes.byId(Header.type(header));
    return type != null
        && Header.kind(header) == Kind.OBJECT
        && type.isA(object.type())
        && object.address == ObjectMemory.payload(type, object.reference);
  }

  /// Deletes an object, or an array.
  static void delete(Object object) {
    if (object instanceof StoreArray array) {
      FreeStore.deleteArray(array);
    } else {
      FreeStore.delete(object);
    }
  }
}
