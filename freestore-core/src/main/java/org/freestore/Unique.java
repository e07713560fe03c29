// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one owner of an object or an array, which deletes it: `std::unique_ptr` (\[unique.ptr\]).
///
/// ```java
/// try (Unique<Car> car = Unique.of(CarStruct.create("Volvo"))) {
///   car.get().drive();
/// } // deleted
/// ```
///
/// An array is owned by a `Unique<StructArray<T>>` or `Unique<IntArray>`, and deleted as one. An
/// owner may be empty; closing it makes it so. It cannot be copied; [#move()] hands the object to a
/// new owner.
///
/// **Threads.** An owner is not thread-safe, as in C++: where two threads close one, the object is
/// deleted twice, and the second delete is a [DoubleDeleteException].
///
/// @param <T> the struct, or the class of the array
public final class Unique<T> implements AutoCloseable {
  private @Nullable T pointee;
  private final @Nullable Consumer<? super T> deleter;

  private Unique(@Nullable T pointee, @Nullable Consumer<? super T> deleter) {
    this.pointee = pointee;
    this.deleter = deleter;
  }

  /// Returns the owner of an object or an array.
  ///
  /// @throws InvalidDeleteException if it cannot be deleted: it was before, or is not what `create`
  ///   made
  /// @throws TypeMismatchException if it is not an object of a store at all
  public static <T> Unique<T> of(T object) {
    Ownership.requireOwnable(object);
    return new Unique<>(object, null);
  }

  /// Returns the owner of something, with what to do in place of deleting it. It may be anything:
  /// an automatic object, or a resource that is no object of a store.
  ///
  /// @param deleter is given what was owned; what it throws propagates
  public static <T> Unique<T> of(T object, Consumer<? super T> deleter) {
    return new Unique<>(object, deleter);
  }

  /// Creates an object in the global store, by its default constructor, and returns its owner:
  /// `std::make_unique`.
  ///
  /// @throws IllegalArgumentException as [FreeStore#create(Class)]
  /// @throws OutOfFreeStoreException as [FreeStore#create(Class)]
  public static <T> Unique<T> make(Class<T> struct) {
    return new Unique<>(FreeStore.create(struct), null);
  }

  /// Creates an array in the global store and returns its owner: `std::make_unique<T[]>`.
  ///
  /// @throws BadArrayLengthException as [FreeStore#createArray(Class, long)]
  /// @throws IllegalArgumentException as [FreeStore#create(Class)]
  /// @throws OutOfFreeStoreException as [FreeStore#create(Class)]
  public static <T> Unique<StructArray<T>> makeArray(Class<T> struct, long length) {
    return new Unique<>(FreeStore.createArray(struct, length), null);
  }

  /// Returns an empty owner.
  public static <T> Unique<T> empty() {
    return new Unique<>(null, null);
  }

  /// Returns what is owned.
  ///
  /// @throws IllegalStateException if that is nothing
  public T get() {
    T owned = pointee;
    if (owned == null) {
      throw new IllegalStateException("unique pointer is empty");
    }
    return owned;
  }

  /// Returns what is owned, or `null` if that is nothing.
  public @Nullable T orNull() {
    return pointee;
  }

  /// Returns whether nothing is owned.
  public boolean isEmpty() {
    return pointee == null;
  }

  /// Gives ownership up: returns what was owned, to be deleted by the caller, and owns nothing.
  public @Nullable T release() {
    T owned = pointee;
    pointee = null;
    return owned;
  }

  /// Owns something else, or nothing, and deletes what was owned before: in this order, so that a
  /// destructor which uses the owner sees the new state (\[unique.ptr.single.modifiers\]).
  ///
  /// @throws InvalidDeleteException as [#of(Object)], for `object`, with nothing changed; or if
  ///   what was owned was deleted by somebody else, after the owner has changed
  public void reset(@Nullable T object) {
    if (object != null && deleter == null && !object.equals(pointee)) {
      Ownership.requireOwnable(object);
    }
    T former = pointee;
    pointee = object;
    if (former != null && !former.equals(object)) {
      delete(former);
    }
  }

  private void delete(T object) {
    if (deleter != null) {
      deleter.accept(object);
    } else {
      Ownership.delete(object);
    }
  }

  /// Returns a new owner of what is owned, with the same deleter; this one owns nothing from then
  /// on.
  public Unique<T> move() {
    return new Unique<>(release(), deleter);
  }

  /// Exchanges what two owners own. Their deleters stay: both should have the same.
  public void swap(Unique<T> other) {
    T owned = pointee;
    pointee = other.pointee;
    other.pointee = owned;
  }

  /// Deletes what is owned, if anything. Closing it again does nothing.
  ///
  /// @throws InvalidDeleteException if somebody else has deleted it
  @Override
  public void close() {
    reset(null);
  }

  @Override
  public String toString() {
    return "Unique[" + pointee + "]";
  }
}
