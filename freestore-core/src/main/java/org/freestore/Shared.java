// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Function;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// One of the owners of an object or an array, the last of which deletes it: `std::shared_ptr`
/// (\[util.smartptr.shared\]).
///
/// ```java
/// try (Shared<Car> car = Shared.make(Car.class);
///     Shared<Car> another = car.copy()) {
///   car.get().speed(120);
/// } // deleted with the second
/// ```
///
/// | | made by | memory |
/// |---|---|---|
/// | takes an object over | [#of(Object)] | the object, and a block of 24 bytes that counts |
/// | creates it | [#make(Class)], [#make(Function)] | one block; kept until the last [Weak] is closed |
///
/// Each owner is closed exactly once; what is done with one that is closed is an
/// [IllegalStateException]. One that is never closed keeps the object alive: a leak. The object's
/// own type is deleted, whatever the type of the owners is. Deleting a shared object by hand is
/// refused where it was made to be shared, and else found out when the last owner deletes it.
///
/// **Threads.** The counts are thread-safe: owners of one object may be copied and closed by any
/// threads. A single owner may be shared by threads, too; where two close it, one is told. The
/// object itself is as safe as it was made.
///
/// @param <T> the struct, or the class of the array
public final class Shared<T> implements AutoCloseable {
  private static final AtomicIntegerFieldUpdater<Shared<?>> CLOSED = closedField();

  private final T pointee;
  private final long counts;
  private volatile int closed;

  private Shared(T pointee, long counts) {
    this.pointee = pointee;
    this.counts = counts;
  }

  @SuppressWarnings("unchecked") // the field is the same for every type
  private static AtomicIntegerFieldUpdater<Shared<?>> closedField() {
    return (AtomicIntegerFieldUpdater<Shared<?>>)
        (AtomicIntegerFieldUpdater<?>) AtomicIntegerFieldUpdater.newUpdater(Shared.class, "closed");
  }

  /// Takes an object or an array over: returns its first owner. Where there is no memory to count
  /// with, the object is deleted (\[util.smartptr.shared.const\]).
  ///
  /// Taking over an object that has owners is a mistake, as in C++: both groups delete it, and the
  /// second delete is a [DoubleDeleteException]. [#fromThis(Object)] returns another owner.
  ///
  /// @throws InvalidDeleteException if it cannot be deleted: it was before, or is not what `create`
  ///   made
  /// @throws TypeMismatchException if it is not an object of a store at all
  /// @throws OutOfFreeStoreException if there is no memory
  public static <T> Shared<T> of(T object) {
    StoreObject owned = Ownership.requireOwnable(object);
    return of(object, owned, null);
  }

  /// Takes an object over, with what to do in place of deleting it.
  ///
  /// @param deleter is given the object when the last owner is closed; what it throws propagates
  ///   from there
  /// @throws UseAfterDeleteException if the object was deleted
  /// @throws TypeMismatchException if it is not an object of a store at all
  /// @throws OutOfFreeStoreException if there is no memory; the deleter was run
  public static <T> Shared<T> of(T object, Consumer<? super T> deleter) {
    StoreObject owned = Misuses.requireStoreObject(object);
    if (!owned.isAlive()) {
      throw Misuses.staleRead(owned, 0, 0);
    }
    return of(object, owned, () -> deleter.accept(object));
  }

  private static <T> Shared<T> of(T object, StoreObject owned, @Nullable Runnable deleter) {
    long counts;
    try {
      counts = Counts.create(FreeStore.ofObject(owned.reference), owned.reference, deleter);
    } catch (OutOfFreeStoreException e) {
      Runnable delete = deleter != null ? deleter : () -> Deletion.ofOwned(owned.reference);
      delete.run();
      throw e;
    }
    Counts.tell(owned, counts);
    return new Shared<>(object, counts);
  }

  /// Creates an object in the global store, by its default constructor, in one block with its
  /// counts, and returns its first owner: `std::make_shared` (\[util.smartptr.shared.create\]).
  ///
  /// @throws IllegalArgumentException as [FreeStore#create(Class)]
  /// @throws OutOfFreeStoreException as [FreeStore#create(Class)]
  public static <T> Shared<T> make(Class<T> struct) {
    return makeIn(FreeStore.global(), struct);
  }

  /// Creates an object in a resource, in one block with its counts, and returns its first owner:
  /// `std::allocate_shared`.
  ///
  /// @throws IllegalArgumentException as [FreeStore#create(Class)], and if objects of the resource
  ///   are not deleted, but end with it
  /// @throws OutOfFreeStoreException as [FreeStore#create(Class)]
  public static <T> Shared<T> makeIn(MemoryResource resource, Class<T> struct) {
    StructType<T> type = StructType.of(struct);
    return makeIn(resource, counted -> Creation.createIn(counted, type));
  }

  /// Creates an object by any of its factories, in one block with its counts, and returns its first
  /// owner.
  ///
  /// ```java
  /// Shared<Car> car = Shared.make(memory -> CarStruct.createIn(memory, "Volvo"));
  /// ```
  ///
  /// @param factory creates one object in what it is given, and returns it; what it throws
  ///   propagates
  /// @throws IllegalArgumentException if the factory returns another object
  /// @throws OutOfFreeStoreException as [FreeStore#create(Class)]
  public static <T> Shared<T> make(Function<? super MemoryResource, ? extends T> factory) {
    return makeIn(FreeStore.global(), factory);
  }

  /// Creates an object by any of its factories in a resource, in one block with its counts, and
  /// returns its first owner.
  ///
  /// @throws IllegalArgumentException as [#make(Function)], and if objects of the resource are not
  ///   deleted, but end with it
  /// @throws OutOfFreeStoreException as [FreeStore#create(Class)]
  public static <T> Shared<T> makeIn(
      MemoryResource resource, Function<? super MemoryResource, ? extends T> factory) {
    CountedResource counted = new CountedResource(resource);
    try {
      return own(counted, factory.apply(counted));
    } catch (Throwable failure) {
      throw undo(counted.reference(), failure);
    }
  }

  private static <T> Shared<T> own(CountedResource counted, T object) {
    StoreObject made = Misuses.requireStoreObject(object);
    if (made.reference != counted.reference()) {
      throw new IllegalArgumentException(
          "the factory did not return the object that it was to create: object=" + object);
    }
    if (Header.kind(Reference.header(made.reference)) != Kind.SHARED) {
      return of(object);
    }
    Counts.begin(made.reference);
    return new Shared<>(object, made.reference);
  }

  /// What the factory created is deleted, if it is complete: else it is gone already.
  private static RuntimeException undo(long reference, Throwable failure) {
    long header = Reference.header(reference);
    StructType<?> type = StructTypes.byId(Header.type(header));
    if (reference != 0 && type != null && Header.isOf(header, reference)) {
      try {
        Deletion.delete(reference, header, type);
      } catch (Throwable next) {
        Failures.also(failure, next);
      }
    }
    throw Failures.rethrow(failure);
  }

  /// Returns an owner that shares with another one, but points to something else, as a rule to a
  /// part of what that one owns: the aliasing constructor (\[util.smartptr.shared.const\]).
  ///
  /// @throws IllegalStateException if the other is closed
  public static <T> Shared<T> aliasing(Shared<?> owner, T pointee) {
    return new Shared<>(pointee, owner.share());
  }

  /// Returns an owner of another type that shares with another one, and points to the same object.
  ///
  /// @throws IllegalStateException if the other is closed
  public static <T> Shared<T> copyOf(Shared<? extends T> owner) {
    return new Shared<>(owner.pointee, owner.share());
  }

  /// Returns an owner of what a weak pointer points to.
  ///
  /// @throws ExpiredWeakException if that is gone: `std::bad_weak_ptr` (\[util.smartptr.weak.bad\])
  /// @throws IllegalStateException if the weak pointer is closed
  public static <T> Shared<T> fromWeak(Weak<? extends T> weak) {
    long counts = weak.counts();
    if (!Counts.tryAddStrong(counts)) {
      throw Misuses.expired(weak.pointee());
    }
    return new Shared<>(weak.pointee(), counts);
  }

  /// Returns another owner of an object that has owners: `shared_from_this`
  /// (\[util.smartptr.enab\]). For objects that [#make(Class)] made, and for those of structs that
  /// ask for it ([Struct#sharedFromThis()]).
  ///
  /// @throws ExpiredWeakException if the object has no owner, no longer, not yet, or none that is
  ///   known to it
  /// @throws UseAfterDeleteException if the object was deleted
  /// @throws TypeMismatchException if it is not an object of a struct
  public static <T> Shared<T> fromThis(T object) {
    StoreObject known = Misuses.requireStoreObject(object);
    if (!known.isAlive()) {
      throw Misuses.staleRead(known, 0, 0);
    }
    long counts = known instanceof StructObject struct ? Counts.of(struct) : 0;
    if (counts == 0 || !Counts.tryAddStrong(counts)) {
      throw Misuses.expired(known);
    }
    return new Shared<>(object, counts);
  }

  static <T> Shared<T> locked(T pointee, long counts) {
    return new Shared<>(pointee, counts);
  }

  private long share() {
    requireOpen();
    if (!Counts.tryAddStrong(counts)) {
      throw closed();
    }
    return counts;
  }

  private void requireOpen() {
    if (closed != 0) {
      throw closed();
    }
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("shared pointer is closed");
  }

  /// Returns what the owner points to.
  ///
  /// @throws IllegalStateException if the owner is closed
  public T get() {
    requireOpen();
    return pointee;
  }

  /// Returns another owner.
  ///
  /// @throws IllegalStateException if the owner is closed
  public Shared<T> copy() {
    return new Shared<>(pointee, share());
  }

  /// Returns a weak pointer to what the owner points to.
  ///
  /// @throws IllegalStateException if the owner is closed
  public Weak<T> weak() {
    requireOpen();
    return Weak.first(pointee, counts);
  }

  /// Returns the number of owners: a glance, where other threads copy or close some.
  ///
  /// @throws IllegalStateException if the owner is closed
  public long useCount() {
    requireOpen();
    return Counts.strong(counts);
  }

  /// Returns whether two owners share, whatever they point to: `owner_equal`.
  public boolean ownerEquals(Shared<?> other) {
    return counts == other.counts;
  }

  /// Returns whether the owner shares with what a weak pointer belongs to.
  public boolean ownerEquals(Weak<?> other) {
    return other.isOf(counts);
  }

  /// Returns a hash that is the same for owners that share: `owner_hash`.
  public int ownerHash() {
    return Long.hashCode(counts);
  }

  /// Gives the ownership up. The last owner deletes the object, whose destructor's exceptions
  /// propagate from here.
  ///
  /// Once the object's store is closed, or the resource that it was made in is released, there is
  /// nothing to delete any more.
  ///
  /// @throws IllegalStateException if the owner was closed before
  /// @throws DoubleDeleteException if the object was deleted by somebody else
  @Override
  public void close() {
    if (!CLOSED.compareAndSet(this, 0, 1)) {
      throw closed();
    }
    Counts.removeStrong(counts);
  }

  @Override
  public String toString() {
    return "Shared[" + pointee + (closed != 0 ? ", closed]" : "]");
  }
}
