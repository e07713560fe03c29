// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/// A pointer to an object that others own, which knows whether it is still there: `std::weak_ptr`
/// (\[util.smartptr.weak\]).
///
/// It breaks cycles of owners, which would keep each other alive. Each weak pointer is closed
/// exactly once; where the object was made by [Shared#make(Class)], one that is open keeps its
/// memory, though not the object.
///
/// **Threads.** As for [Shared].
///
/// @param <T> the struct, or the class of the array
public final class Weak<T> implements AutoCloseable {
  private static final AtomicIntegerFieldUpdater<Weak<?>> CLOSED = closedField();

  private final T pointee;
  private final long counts;
  private volatile int closed;

  private Weak(T pointee, long counts) {
    this.pointee = pointee;
    this.counts = counts;
  }

  @SuppressWarnings("unchecked") // the field is the same for every type
  private static AtomicIntegerFieldUpdater<Weak<?>> closedField() {
    return (AtomicIntegerFieldUpdater<Weak<?>>)
        (AtomicIntegerFieldUpdater<?>) AtomicIntegerFieldUpdater.newUpdater(Weak.class, "closed");
  }

  /// Returns a weak pointer to what an owner points to.
  ///
  /// @throws IllegalStateException if the owner is closed
  public static <T> Weak<T> of(Shared<T> owner) {
    return owner.weak();
  }

  static <T> Weak<T> first(T pointee, long counts) {
    Counts.addWeak(counts);
    return new Weak<>(pointee, counts);
  }

  private void requireOpen() {
    if (closed != 0) {
      throw closed();
    }
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("weak pointer is closed");
  }

  long counts() {
    requireOpen();
    return counts;
  }

  T pointee() {
    return pointee;
  }

  boolean isOf(long others) {
    return counts == others;
  }

  /// Returns an owner of the object, or `null` if it is gone: atomically, whatever other threads do
  /// (\[util.smartptr.weak.obs\]).
  ///
  /// @throws IllegalStateException if the weak pointer is closed
  public @Nullable Shared<T> lock() {
    requireOpen();
    return Counts.tryAddStrong(counts) ? Shared.locked(pointee, counts) : null;
  }

  /// Returns whether the object is gone, or going. That it is not may be over at any time:
  /// [#lock()] is how to be sure.
  ///
  /// @throws IllegalStateException if the weak pointer is closed
  public boolean expired() {
    return useCount() == 0;
  }

  /// Returns the number of owners: a glance.
  ///
  /// @throws IllegalStateException if the weak pointer is closed
  public long useCount() {
    requireOpen();
    return Counts.strong(counts);
  }

  /// Returns another weak pointer to the same object.
  ///
  /// @throws IllegalStateException if the weak pointer is closed
  public Weak<T> copy() {
    requireOpen();
    return first(pointee, counts);
  }

  /// Returns whether two weak pointers belong to owners that share.
  public boolean ownerEquals(Weak<?> other) {
    return counts == other.counts;
  }

  /// Returns whether the weak pointer belongs to an owner, or to one that it shares with.
  public boolean ownerEquals(Shared<?> other) {
    return other.ownerEquals(this);
  }

  /// Returns the same hash as [Shared#ownerHash()] of the owners.
  public int ownerHash() {
    return Long.hashCode(counts);
  }

  /// Gives the pointer up.
  ///
  /// @throws IllegalStateException if it was closed before
  @Override
  public void close() {
    if (!CLOSED.compareAndSet(this, 0, 1)) {
      throw closed();
    }
    Counts.removeWeak(counts);
  }

  @Override
  public String toString() {
    return "Weak[" + pointee + (closed != 0 ? ", closed]" : "]");
  }
}
