// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.object.Header;
import org.freestore.object.Reference;

/// Copies whole objects and arrays, as copy constructors do: what they own is copied with them, by
/// its own copier, what they merely point to is not.
final class Copying {
  private Copying() {}

  @SuppressWarnings("unchecked") // a copy is of the source's class, or of one that extends it
  static <T> T copyIn(MemoryResource resource, T source) {
    return (T) copy(resource, Misuses.requireStoreObject(source));
  }

  /// Returns a reference to a copy of what an owning pointer points to, in the store that the owner
  /// is in.
  static long ofPointee(StoreObject owner, long reference) {
    FreeStore store = FreeStore.ofObject(owner.reference);
    return copy(store, requireObject(reference)).reference;
  }

  private static StoreObject requireObject(long reference) {
    long header = Reference.header(reference);
    if (Header.isOf(header, reference)) {
      if (ArrayMemory.isArray(Header.kind(header))) {
        return StoreArray.at(reference);
      }
      StructType<?> type = StructTypes.byId(Header.type(header));
      if (type != null) {
        long payload = ObjectMemory.payload(type, reference);
        return (StoreObject) type.flyweight(reference, payload);
      }
    }
    throw Misuses.staleOwned(reference);
  }

  private static StoreObject copy(MemoryResource resource, StoreObject source) {
    return switch (source) {
      case StructObject struct -> copyStruct(resource, Casts.typeOf(struct), struct);
      case StructArray<?> array -> copyStructs(resource, array);
      case PointerArray<?> array ->
          copyElements(PointerArray.createIn(resource, array.type(), array.length()), array);
      case BooleanArray array ->
          copyElements(BooleanArray.createIn(resource, array.length()), array);
      case ByteArray array -> copyElements(ByteArray.createIn(resource, array.length()), array);
      case ShortArray array -> copyElements(ShortArray.createIn(resource, array.length()), array);
      case CharArray array -> copyElements(CharArray.createIn(resource, array.length()), array);
      case IntArray array -> copyElements(IntArray.createIn(resource, array.length()), array);
      case LongArray array -> copyElements(LongArray.createIn(resource, array.length()), array);
      case FloatArray array -> copyElements(FloatArray.createIn(resource, array.length()), array);
      case DoubleArray array -> copyElements(DoubleArray.createIn(resource, array.length()), array);
    };
  }

  private static <T> StructObject copyStruct(
      MemoryResource resource, StructType<T> type, StructObject source) {
    if (type.isAbstract()) {
      throw Creation.notConstructible(type);
    }
    long reference = ObjectMemory.createIn(resource, type);
    StructObject target =
        (StructObject) type.flyweight(reference, ObjectMemory.payload(type, reference));
    try {
      Parts.copy(type, source, source.address, target, target.address, 1);
      return target;
    } catch (Throwable failure) {
      throw target.abandon(failure);
    }
  }

  private static <T> StructArray<T> copyStructs(MemoryResource resource, StructArray<T> source) {
    long length = source.length();
    StructArray<T> target = StructArray.createZeroed(resource, source.type(), length);
    try {
      Parts.copy(source.type(), source, source.address, target, target.address, length);
      return target;
    } catch (Throwable failure) {
      throw target.abandon(failure);
    }
  }

  private static StoreArray copyElements(StoreArray target, StoreArray source) {
    try {
      target.copyFromArray(source, 0, 0, source.length);
      return target;
    } catch (Throwable failure) {
      ObjectMemory.abandon(target.reference);
      throw failure;
    }
  }
}
