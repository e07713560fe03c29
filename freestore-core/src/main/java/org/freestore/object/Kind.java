// SPDX-License-Identifier: Apache-2.0
package org.freestore.object;

/// How an object came to be, and so how it may end.
public enum Kind {
  /// No object yet.
  NONE("no object"),
  /// By `create`; ends by `delete`.
  OBJECT("object"),
  /// By `createArray`; ends by `deleteArray`.
  ARRAY("array"),
  /// In a scope, with which it ends.
  AUTOMATIC("automatic object"),
  /// An array in a scope, with which it ends.
  AUTOMATIC_ARRAY("automatic array"),
  /// For the whole program; ends at its orderly exit.
  STATIC("static object"),
  /// An array for the whole program.
  STATIC_ARRAY("static array"),
  /// Constructed in storage that somebody else owns; ends by `destroy`.
  PLACEMENT("placement object"),
  /// Storage in which an object can be constructed, and none is.
  STORAGE("storage"),
  /// Owned by shared pointers, in the block that counts them; ends with the last one.
  SHARED("shared object"),
  /// The text of a string property; ends with the object that owns it.
  TEXT("text"),
  /// What counts the shared pointers to an object that was not made with room for that.
  CONTROL("shared pointers' count");

  private static final Kind[] KINDS = values();

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  /// Returns what headers call it.
  @SuppressWarnings("EnumOrdinal") // no header outlives the process
  int code() {
    return ordinal();
  }

  static Kind of(int code) {
    return code < KINDS.length ? KINDS[code] : NONE;
  }

  /// Returns the kind in words.
  public String words() {
    return words;
  }
}
