// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.heap.ObjectFastPath;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.object.Reference;
import org.freestore.store.Store;

/// Deletes arrays: checks, destructors of the elements in reverse order, memory. Who changes an
/// array's state from live to *destroying* deletes it; one whose elements need no destructor and
/// that is one block is gone with that, as an object is: see [Deletion].
final class ArrayDeletion {
  private ArrayDeletion() {}

  /// Deletes an array.
  static void of(StoreArray array) {
    try {
      delete(array);
    } catch (MisuseException refused) {
      Recovery.goOnOrThrow(refused);
    }
  }

  private static void delete(StoreArray array) {
    long header = Reference.header(array.reference);
    while (isWholeArray(array, header)) {
      if (delete(array.reference, header)) {
        return;
      }
      header =
          Reference.header(array.reference); // somebody deleted it, or opened a segment over it
    }
    throw Misuses.deleted(array, true);
  }

  /// Refuses to delete what is not an array.
  @SuppressWarnings("DoNotCallSuggester") // its callers do not know what they have
  static void ofOther(Object object) {
    RuntimeException refused =
        object instanceof StoreObject known
            ? Misuses.deleted(known, true)
            : Misuses.otherDeleted(object);
    Recovery.goOnOrThrow(refused);
  }

  /// An array that is embedded at the start of the first element of another one has that one's
  /// address and reference, but another type.
  private static boolean isWholeArray(StoreArray array, long header) {
    return Header.isOf(header, array.reference)
        && Header.state(header) == Header.LIVE
        && Header.kind(header) == Kind.ARRAY
        && array.isType(header);
  }

  /// Ends an array of any kind that is alive, as what it belongs to ends.
  ///
  /// @param header what its header is
  static void end(long reference, long header) {
    if (!delete(reference, header)) {
      throw Misuses.deleted(StoreArray.at(reference), true);
    }
  }

  private static boolean delete(long reference, long header) {
    if (Header.isPlain(header, reference)) {
      return ObjectFastPath.delete(reference, header & ~Reference.GENERATION_MASK)
          || Store.delete(reference, header);
    }
    if (Header.state(header) != Header.LIVE || !ObjectMemory.claim(reference, header)) {
      return false;
    }
    destroyAndRelease(StoreArray.at(reference));
    return true;
  }

  /// The memory is freed also if a destructor throws (\[expr.delete\]).
  private static void destroyAndRelease(StoreArray array) {
    try {
      array.destroyElements();
    } finally {
      ObjectMemory.release(array.reference);
    }
  }
}
