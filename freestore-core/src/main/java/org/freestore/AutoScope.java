// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.MemorySegment;
import org.freestore.heap.Heap;
import org.freestore.heap.HeapTable;
import org.freestore.heap.ObjectFastPath;
import org.freestore.heap.ScopeStack;
import org.freestore.object.Kind;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// A scope of automatic objects: what is created in it is destroyed when it closes, in reverse
/// order of creation, on every way out (\[stmt.dcl\], \[except.ctor\]).
///
/// ```java
/// try (AutoScope scope = AutoScope.open()) {
///   Car car = scope.create(Car.class);
///   car.speed(120);
/// } // destroyed here
/// ```
///
/// A reference kept past the scope's end is dead like one to a deleted object. Deleting an
/// automatic object is an [InvalidDeleteException] that names the scope. To keep an object longer,
/// copy it to a store: [FreeStore#copy(Object)].
///
/// **Threads.** A scope belongs to the thread that opened it, platform or virtual; only that thread
/// creates in it and closes it. Others may use the objects as long as it is open. Scopes nest,
/// those of each store for themselves: one that is closed while inner ones of its store are open
/// closes those first. An object may be created in an outer one.
///
/// **Cost.** Opening, creating two objects and closing takes some twenty nanoseconds on a platform
/// thread, and makes no garbage where the compiler can see all of it.
public final class AutoScope extends MemoryResource implements AutoCloseable {
  private static final ThreadLocal<ScopeStack> STACK_OF_THREAD =
      ThreadLocal.withInitial(ScopeStack::new);

  private final FreeStore store;
  private final Thread owner;

  /// The thread's, or null where it has none of its own: the objects' blocks come from its
  /// magazines and go back there.
  private final @Nullable Heap heap;

  private final ScopeStack stack;

  /// The scope's number on the stack, and that of the scope around it.
  private final long id;

  private final long outer;
  private boolean named;

  private AutoScope(FreeStore store, long keyBase) {
    Thread thread = Thread.currentThread();
    long key = keyBase + thread.threadId();
    Heap found = HeapTable.find(key);
    Heap own = found.key == key ? found : store.heapOfCurrentThread();
    ScopeStack scopes = own == null ? STACK_OF_THREAD.get() : own.scopes;
    this.store = store;
    this.owner = thread;
    this.heap = own;
    this.stack = scopes;
    this.outer = scopes.innermost();
    this.id = scopes.open();
  }

  private AutoScope named(@Nullable String name) {
    if (name != null) {
      named = true;
      stack.name(id, name);
    }
    return this;
  }

  /// Opens a scope whose objects are in the global store.
  ///
  /// @throws IllegalStateException as [FreeStore#global()]
  public static AutoScope open() {
    return new AutoScope(FreeStore.global(), GlobalStore.KEY_BASE);
  }

  /// Opens a scope with a name, for reports.
  ///
  /// @throws IllegalStateException as [FreeStore#global()]
  public static AutoScope open(String name) {
    return open().named(name);
  }

  /// Opens a scope whose objects are in a store.
  ///
  /// @param name for reports, or `null`
  /// @throws IllegalStateException if the store is closed
  public static AutoScope openIn(FreeStore store, @Nullable String name) {
    store.requireOpen();
    return new AutoScope(store, store.keyBase()).named(name);
  }

  /// Creates an object by its default constructor.
  ///
  /// @throws IllegalArgumentException as [FreeStore#create(Class)]
  /// @throws OutOfFreeStoreException if there is no memory
  /// @throws IllegalStateException if the scope is closed
  /// @throws WrongThreadException if another thread opened it
  public <T> T create(Class<T> struct) {
    return Creation.createIn(this, StructType.of(struct));
  }

  /// Creates an array, each element by the default constructor.
  ///
  /// @throws BadArrayLengthException as [FreeStore#createArray(Class, long)]
  /// @throws IllegalArgumentException as [#create(Class)]
  /// @throws OutOfFreeStoreException as [#create(Class)]
  /// @throws IllegalStateException as [#create(Class)]
  /// @throws WrongThreadException as [#create(Class)]
  public <T> StructArray<T> createArray(Class<T> struct, long length) {
    return FreeStore.createArrayIn(this, struct, length);
  }

  /// Allocates a zeroed segment that dies with the scope.
  ///
  /// @throws IllegalArgumentException if `byteSize` is negative or `byteAlignment` is not a power
  ///   of two
  /// @throws OutOfFreeStoreException as [#create(Class)]
  /// @throws IllegalStateException as [#create(Class)]
  /// @throws WrongThreadException as [#create(Class)]
  @Override
  public MemorySegment allocate(long byteSize, long byteAlignment) {
    requireUsable(owner, stack, id);
    return ScopedSegments.allocate(this, byteSize, byteAlignment);
  }

  @Override
  FreeStore store() {
    return store;
  }

  @Override
  Kind kind(Kind ofHeap) {
    return ofHeap == Kind.ARRAY ? Kind.AUTOMATIC_ARRAY : Kind.AUTOMATIC;
  }

  @Override
  long createBlock(long live) {
    Heap own = heap;
    if (own != null && isInnermostOfCaller()) {
      long reference = own.popObject(live);
      if (reference != 0) {
        stack.push(reference);
        return reference;
      }
    }
    return createSlowly(store, owner, stack, id, live);
  }

  private boolean isInnermostOfCaller() {
    return owner == Thread.currentThread() && stack.innermost() == id;
  }

  // What follows takes what a scope consists of, not the scope: passed to a call, even one that is
  // seldom made, it would have to exist on the Java heap.

  private static long createSlowly(
      FreeStore store, Thread owner, ScopeStack stack, long id, long live) {
    requireUsable(owner, stack, id);
    long reference = store.createBlock(live);
    stack.insert(id, reference);
    if (store.recordsSites()) {
      store.recordScope(reference, stack.scopeOf(reference));
    }
    return reference;
  }

  private static void requireUsable(Thread owner, ScopeStack stack, long id) {
    requireOwner(owner);
    if (!stack.isOpen(id)) {
      throw new IllegalStateException("scope is closed");
    }
  }

  private static void requireOwner(Thread owner) {
    if (owner != Thread.currentThread()) {
      throw new WrongThreadException("scope belongs to another thread: owner=" + owner.getName());
    }
  }

  /// Destroys the objects of the scope, those created last first, and of scopes within it. Closing
  /// it again does nothing. If destructors throw, all objects are destroyed nevertheless; then the
  /// first exception propagates, with the others suppressed in it.
  ///
  /// @throws WrongThreadException if another thread opened the scope
  @Override
  public void close() {
    Heap own = heap;
    if (own == null || named || !isInnermostOfCaller()) {
      closeSlowly(owner, stack, id, outer);
      return;
    }
    long reference;
    while ((reference = stack.peek()) != id) {
      if (!ObjectFastPath.endIn(own, reference)) {
        closeSlowly(owner, stack, id, outer);
        return;
      }
      stack.pop();
    }
    stack.close(outer);
  }

  private static void closeSlowly(Thread owner, ScopeStack stack, long id, long outer) {
    requireOwner(owner);
    if (!stack.isOpen(id)) {
      return;
    }
    Throwable first = null;
    for (long entry = stack.peek(); entry != id; entry = stack.peek()) {
      stack.pop();
      first = end(stack, entry, first);
    }
    stack.forgetName(id);
    stack.close(outer);
    Failures.rethrowIfAny(first);
  }

  /// An object whose construction failed is gone already; the number of a scope within is no
  /// object.
  private static @Nullable Throwable end(
      ScopeStack stack, long reference, @Nullable Throwable first) {
    try {
      if (Reference.generation(reference) == 0) {
        stack.forgetName(reference);
      } else if (Reference.isStale(reference)) {
        ScopedSegments.endSegment(reference); // its store was closed
      } else {
        Deletion.ofAutomatic(reference);
      }
      return first;
    } catch (Throwable next) {
      return Failures.also(first, next);
    }
  }

  /// Returns what to call the scope that an automatic object is in, for reports, or null if that is
  /// not known.
  static @Nullable String scopeOf(long reference) {
    String own = STACK_OF_THREAD.get().scopeOf(reference);
    return own != null ? own : FreeStore.ofObject(reference).scopeOf(reference);
  }
}
