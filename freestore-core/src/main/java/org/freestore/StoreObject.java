// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.object.Reference;

/// A reference to an object in a [FreeStore]: a struct, through the flyweight that its interface is
/// implemented by, or an array.
///
/// What a Java variable holds is a small immutable Java object that knows where the store's object
/// is and which generation of its block it belongs to. Any number of them may refer to one object;
/// two are equal if they refer to the same one. Once the object is deleted, every access through
/// any of them throws [UseAfterDeleteException], also when the memory was reused since.
public abstract sealed class StoreObject permits StructReferences, StoreArray {
  /// Of the object itself or, for an embedded struct and for an element of an array, of the object
  /// that it is a part of.
  final long reference;

  /// Where the payload starts.
  final long address;

  StoreObject(long reference, long address) {
    this.reference = reference;
    this.address = address;
  }

  /// Returns the reference in 64 bits: 24 of generation, 40 of slot. Never the same for two objects
  /// of a process; that of an embedded struct and of an element is its owner's.
  public final long reference() {
    return reference;
  }

  /// Returns whether the object has not been deleted yet. Another thread may delete it at any time,
  /// of course.
  public final boolean isAlive() {
    return !Reference.isStale(reference);
  }

  /// Returns whether the other refers to the same object, or the same part of one.
  @Override
  public final boolean equals(Object other) {
    return other instanceof StoreObject object
        && object.reference == reference
        && object.address == address;
  }

  @Override
  public final int hashCode() {
    return Long.hashCode(reference * 31 + address);
  }
}
