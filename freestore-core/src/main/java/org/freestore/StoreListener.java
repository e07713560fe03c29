// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.jspecify.annotations.Nullable;

/// Is told what happens in the stores of the process, on their slow paths: no allocation or free of
/// the fast paths is told of, and nothing costs anything as long as nobody listens.
///
/// [FreeStore#listen(StoreListener)] registers one; those that a [java.util.ServiceLoader] finds
/// are registered when Freestore is first used.
///
/// Methods are called by the thread that does what is told, which may hold locks of the store's:
/// they must be quick, must not allocate from or free to a store, and may be called by several
/// threads at once. What they throw is ignored.
public interface StoreListener {

  /// A store was opened. The global store is told of when it is first used.
  default void opened(FreeStore store) {}

  /// A store is about to be closed, and is as it was so far. No lock is held: the store may be
  /// walked.
  default void closing(FreeStore store) {}

  /// A store was closed.
  default void closed(FreeStore store) {}

  /// A thread's magazine ran empty and was filled from slabs.
  ///
  /// @param blockBytes the size of its blocks
  /// @param blocks how many it got
  /// @param objects whether they have headers, for objects
  default void refilled(String storeName, long blockBytes, int blocks, boolean objects) {}

  /// Pages that were free for long enough went back to the system.
  ///
  /// @param byteSize how much, in bytes
  /// @param nanos how long that took, in nanoseconds
  default void purged(long byteSize, long nanos) {}

  /// A thread took slabs over from a thread that has ended.
  ///
  /// @param blockBytes the size of their blocks
  /// @param slabs how many
  default void adopted(String storeName, long blockBytes, int slabs) {}

  /// A request was refused, since the limit is reached or the system has no more memory; an
  /// [OutOfFreeStoreException] follows.
  ///
  /// @param byteSize the request
  /// @param inUseBytes what the store has handed out
  /// @param limitBytes its limit; `Long.MAX_VALUE` for none
  default void limitReached(String storeName, long byteSize, long inUseBytes, long limitBytes) {}

  /// An allocation was sampled.
  ///
  /// @param typeName the type or the elements'; empty for raw blocks
  /// @param byteSize the size of its block
  default void sampled(String storeName, String typeName, long byteSize, Allocation allocation) {}

  /// Somebody did what must not be done; a [MisuseException] follows, unless the store's
  /// [MisusePolicy] says otherwise.
  default void misused(MisuseReport report) {}

  /// A store was closed, or the program ended, while objects were live.
  default void leaked(Leaks leaks) {}

  /// Is asked before a store is closed whether this listener wants to be told what leaked. If
  /// nobody does, nobody looks: counting it takes a walk over all that is live in the store.
  ///
  /// @return whether to call [#leaked(Leaks)] if anything leaks; unless overridden, `true`
  default boolean wantsLeaks() {
    return true;
  }

  /// Is asked for a fuller report than [Leaks#toString()] of what is live as the program ends; the
  /// first that has one is printed. No lock is held: the store may be walked.
  ///
  /// @return the report, or `null` to leave it to others
  default @Nullable String leakReport(FreeStore store, Leaks leaks) {
    return null;
  }
}
