// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.freestore.memory.Memory;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// Structs in a row: the elements of an array, or what an object embeds. A base part is a row of
/// one.
///
/// They are constructed in increasing order and destroyed in decreasing order (\[expr.new\],
/// \[expr.delete\]); where constructing one fails, those before it are destroyed; where destroying
/// one fails, the others are destroyed nevertheless.
final class Parts {
  private Parts() {}

  static <T> void construct(StructType<T> type, long reference, long address, long length) {
    Consumer<T> constructor = type.constructor();
    if (constructor == null) {
      return;
    }
    for (long i = 0; i < length; i++) {
      try {
        constructor.accept(part(type, reference, address, i));
      } catch (Throwable failure) {
        throw unwind(type, reference, address, i, failure);
      }
    }
  }

  private static <T> T part(StructType<T> type, long reference, long address, long index) {
    return type.flyweight(reference, address + index * type.strideBytes());
  }

  private static RuntimeException unwind(
      StructType<?> type, long reference, long address, long built, Throwable failure) {
    try {
      destroy(type, reference, address, built);
    } catch (Throwable next) {
      Failures.also(failure, next);
    }
    throw Failures.rethrow(failure);
  }

  static <T> void destroy(StructType<T> type, long reference, long address, long length) {
    Consumer<T> destructor = type.destructor();
    if (destructor == null) {
      return;
    }
    Throwable first = null;
    for (long i = length - 1; i >= 0; i--) {
      first = attempt(destructor, part(type, reference, address, i), first);
    }
    Failures.rethrowIfAny(first);
  }

  private static <T> @Nullable Throwable attempt(
      Consumer<T> destructor, T object, @Nullable Throwable first) {
    try {
      destructor.accept(object);
      return first;
    } catch (Throwable next) {
      return Failures.also(first, next);
    }
  }

  /// Copies to zeroed parts of another object.
  static <T> void copy(
      StructType<T> type, StoreObject source, long from, StoreObject target, long to, long length) {
    BiConsumer<T, T> copier = type.copier();
    if (copier == null) {
      copyBytes(source, from, target, to, length * type.byteSize());
      return;
    }
    for (long i = 0; i < length; i++) {
      try {
        copier.accept(part(type, target.reference, to, i), part(type, source.reference, from, i));
      } catch (Throwable failure) {
        throw unwind(type, target.reference, to, i, failure);
      }
    }
  }

  /// Copies bytes between objects that are alive. What was copied is believed only if the source
  /// was alive after it.
  static void copyBytes(StoreObject source, long from, StoreObject target, long to, long byteSize) {
    if (Reference.isStale(target.reference)) {
      throw Misuses.staleWrite(target, to - target.address, byteSize);
    }
    Memory.copy(from, to, byteSize);
    if (Reference.isStale(source.reference)) {
      throw Misuses.staleRead(source, from - source.address, byteSize);
    }
  }

  /// Replaces a part by a copy of another object.
  static <T> void assign(StructType<T> type, StoreObject target, long to, StructObject source) {
    if (Reference.isStale(source.reference)) {
      throw Misuses.staleRead(source, 0, type.byteSize());
    }
    if (Reference.isStale(target.reference)) {
      throw Misuses.staleWrite(target, to - target.address, type.byteSize());
    }
    if (source.address == to) {
      return;
    }
    if (type.copier() == null && type.isTrivial()) {
      copyBytes(source, source.address, target, to, type.byteSize());
      return;
    }
    replace(type, target, to, source);
  }

  /// If the destructor of the old value fails, the new one is copied nevertheless: half an object
  /// must not stay.
  private static void replace(
      StructType<?> type, StoreObject target, long to, StructObject source) {
    Throwable first = null;
    try {
      destroy(type, target.reference, to, 1);
    } catch (Throwable failure) {
      first = failure;
    }
    Memory.fill(to, type.byteSize(), (byte) 0);
    try {
      copy(type, source, source.address, target, to, 1);
    } catch (Throwable failure) {
      first = Failures.also(first, failure);
    }
    Failures.rethrowIfAny(first);
  }
}
