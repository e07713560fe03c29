// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.Objects;
import java.util.function.Consumer;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.object.Reference;
import org.freestore.store.Store;

/// Deletes objects: checks, destructor, memory. What `ObjectFastPath` declines comes here.
///
/// Who changes an object's state from live to *destroying*, by compare-and-set, deletes it; of two
/// threads that try, the other learns of it. Objects that are trivial to destroy have no such
/// state: their owner's delete is a plain store.
final class Deletion {
  private Deletion() {}

  /// Deletes an object. Takes what the flyweight consists of, lest the fast path need it on the
  /// Java heap; and is not cut into shorter methods, lest the compiler take them into the fast
  /// path.
  ///
  /// @param known the type that the flyweight knows the object as
  static void of(StructType<?> known, long reference, long address) {
    try {
      long header = Reference.header(reference);
      StructType<?> type = StructTypes.byId(Header.type(header));
      if (type == null || !isWholeObject(reference, address, header, type, known)) {
        throw Misuses.deleted(flyweight(known, reference, address), false);
      }
      if (type != known && !known.isPolymorphic()) {
        throw Misuses.throughBase((StructObject) known.flyweight(reference, address), type);
      }
      if (!delete(reference, header, type)) {
        ofChanged(known, reference, address, header);
      }
    } catch (MisuseException refused) {
      Recovery.goOnOrThrow(refused);
    }
  }

  /// Somebody deleted the object at this moment, or opened a segment over it.
  private static void ofChanged(
      StructType<?> known, long reference, long address, long headerBefore) {
    if (Reference.header(reference) == headerBefore) {
      throw Misuses.deleted(flyweight(known, reference, address), false);
    }
    of(known, reference, address);
  }

  /// Deletes an object by its reference.
  ///
  /// @param live the lower bits of the headers of the objects that the caller takes it for one of
  static void ofReference(long reference, long live) {
    if (reference != 0) {
      StructType<?> type = Objects.requireNonNull(StructTypes.byId(Header.type(live)));
      requireNoOther(type, reference);
      of(type, reference, ObjectMemory.payload(type, reference));
    }
  }

  /// A flyweight says where in an object it is; a reference alone would make a whole object of
  /// another type look like its own first property.
  private static void requireNoOther(StructType<?> known, long reference) {
    long header = Reference.header(reference);
    StructType<?> type = StructTypes.byId(Header.type(header));
    boolean isWhole = Header.isOf(header, reference) && Header.kind(header) == Kind.OBJECT;
    if (isWhole && type != null && !type.isA(known)) {
      throw Misuses.notAnObjectOf(reference, known);
    }
  }

  private static StoreObject flyweight(StructType<?> type, long reference, long address) {
    return (StoreObject) type.flyweight(reference, address);
  }

  /// Refuses to delete what is not a struct.
  @SuppressWarnings("DoNotCallSuggester")
  static void ofOther(Object object) {
    RuntimeException refused =
        object instanceof StoreObject known
            ? Misuses.deleted(known, false)
            : Misuses.otherDeleted(object);
    Recovery.goOnOrThrow(refused);
  }

  private static boolean isWholeObject(
      long reference, long address, long header, StructType<?> type, StructType<?> known) {
    return Header.isOf(header, reference)
        && Header.state(header) == Header.LIVE
        && Header.kind(header) == Kind.OBJECT
        && type.isA(known)
        && address == ObjectMemory.payload(type, reference);
  }

  /// Deletes what an owning pointer points to, whatever it is.
  static void ofOwned(long reference) {
    long header = Reference.header(reference);
    StructType<?> type = StructTypes.byId(Header.type(header));
    Kind kind = Header.kind(header);
    if (Header.isOf(header, reference) && kind == Kind.ARRAY) {
      ArrayDeletion.of(StoreArray.at(reference));
    } else if (type == null || kind != Kind.OBJECT || !delete(reference, header, type)) {
      throw Misuses.ownedDeleted(reference);
    }
  }

  /// Ends an automatic object or array whose scope ends.
  static void ofAutomatic(long reference) {
    ofKept(reference, Reference.header(reference));
  }

  /// Ends an object or array that somebody has kept for its creator: a scope, or the program.
  static void ofKept(long reference, long header) {
    StructType<?> type = StructTypes.byId(Header.type(header));
    if (ArrayMemory.isArray(Header.kind(header))) {
      ArrayDeletion.end(reference, header);
    } else if (type == null || !delete(reference, header, type)) {
      throw Misuses.ownedDeleted(reference);
    }
  }

  /// Destroys and frees a whole object.
  ///
  /// @return false if it is gone, or somebody else deletes it
  static boolean delete(long reference, long header, StructType<?> type) {
    if (isPlain(header)) {
      return Header.isOf(header, reference) && Store.delete(reference, header);
    }
    if (!Header.isOf(header, reference)
        || Header.state(header) != Header.LIVE
        || !ObjectMemory.claim(reference, header)) {
      return false;
    }
    destroyAndRelease(type, reference);
    return true;
  }

  /// Returns whether a live object is gone with its block, and nothing else is to be done.
  private static boolean isPlain(long header) {
    return Header.state(header) == Header.LIVE
        && Header.has(header, Header.TRIVIAL)
        && !Header.has(header, Header.VIEWED | Header.INDIRECT | Header.COUNTED);
  }

  /// The memory is freed also if the destructor throws (\[expr.delete\]).
  private static <T> void destroyAndRelease(StructType<T> type, long reference) {
    Consumer<T> destructor = type.destructor();
    try {
      if (destructor != null) {
        destructor.accept(type.flyweight(reference, ObjectMemory.payload(type, reference)));
      }
    } finally {
      ObjectMemory.release(reference);
    }
  }
}
