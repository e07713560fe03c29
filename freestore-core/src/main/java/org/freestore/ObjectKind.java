// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.object.Kind;

/// How an object in a store came to be, and so how it may end.
public enum ObjectKind {
  /// Created by `create`; ends by `delete`.
  OBJECT,
  /// Created by `createArray`; ends by `deleteArray`.
  ARRAY,
  /// Created in a scope, with which it ends.
  AUTOMATIC,
  /// An array created in a scope, with which it ends.
  AUTOMATIC_ARRAY,
  /// Created by `createStatic`; ends at the program's orderly exit.
  STATIC,
  /// An array that ends at the program's orderly exit.
  STATIC_ARRAY,
  /// Constructed in storage; ends by `destroy`.
  PLACEMENT,
  /// Storage in which an object can be constructed, and none is.
  STORAGE,
  /// Owned by shared pointers, in the block that counts them.
  SHARED,
  /// The text of a string property; ends with the object that owns it.
  TEXT,
  /// What counts the shared pointers to an object.
  CONTROL,
  /// A block without an object: of `malloc` and its like.
  RAW;

  /// Returns the kind that a header says, or [#RAW] where it says none.
  static ObjectKind of(Kind kind) {
    return switch (kind) {
      case NONE -> RAW;
      case OBJECT -> OBJECT;
      case ARRAY -> ARRAY;
      case AUTOMATIC -> AUTOMATIC;
      case AUTOMATIC_ARRAY -> AUTOMATIC_ARRAY;
      case STATIC -> STATIC;
      case STATIC_ARRAY -> STATIC_ARRAY;
      case PLACEMENT -> PLACEMENT;
      case STORAGE -> STORAGE;
      case SHARED -> SHARED;
      case TEXT -> TEXT;
      case CONTROL -> CONTROL;
    };
  }

  /// Returns whether it is an array.
  public boolean isArray() {
    return this == ARRAY || this == AUTOMATIC_ARRAY || this == STATIC_ARRAY;
  }

  /// Returns whether nobody has to delete it: it ends by itself, or with what owns it.
  public boolean endsByItself() {
    return switch (this) {
      case AUTOMATIC, AUTOMATIC_ARRAY, STATIC, STATIC_ARRAY, TEXT, CONTROL -> true;
      case OBJECT, ARRAY, PLACEMENT, STORAGE, SHARED, RAW -> false;
    };
  }

  /// Returns the kind in words, as reports have it.
  public String words() {
    return this == RAW ? "raw block" : Kind.valueOf(name()).words();
  }
}
