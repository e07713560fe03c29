// SPDX-License-Identifier: Apache-2.0
package org.freestore;

/// What can be done wrong with memory, by the word that reports have for it: AddressSanitizer's
/// where it has one, with *delete* where an object is meant.
public enum Defect {
  /// An access to an object that is gone.
  USE_AFTER_DELETE("use-after-delete"),
  /// A delete of an object that is gone.
  DOUBLE_DELETE("double-delete"),
  /// A delete of what was not created by `create` or `createArray`.
  INVALID_DELETE("invalid-delete"),
  /// A delete in another way than the object was created.
  MISMATCHED_DELETE("mismatched-delete"),
  /// An object that is not of the type it is taken for.
  TYPE_MISMATCH("type-mismatch"),
  /// A property read before it was written.
  UNINITIALIZED_READ("uninitialized-read"),
  /// A call of a method that is abstract in the class the object is at that moment.
  PURE_VIRTUAL_CALL("pure-virtual-call"),
  /// A weak pointer to an object that is gone where one that is alive is needed.
  EXPIRED_WEAK("expired-weak-pointer"),
  /// A raw block freed again.
  DOUBLE_FREE("double-free"),
  /// An address freed that no block of the store starts at.
  BAD_FREE("bad-free"),
  /// A raw block freed with a size that is not its own.
  FREE_SIZE_MISMATCH("free-size-mismatch");

  private final String word;

  Defect(String word) {
    this.word = word;
  }

  /// Returns the word, the first of every report.
  public String word() {
    return word;
  }
}
