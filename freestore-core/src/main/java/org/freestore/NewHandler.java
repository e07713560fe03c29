// SPDX-License-Identifier: Apache-2.0
package org.freestore;

/// Is asked to free something when a store cannot serve a request: C++'s `std::new_handler`
/// (\[new.handler\]).
///
/// The store asks again and again, until the request succeeds or the handler gives up. It is called
/// on the allocating thread, with none of the store's locks held, so that it may free, allocate and
/// trim; it may also throw, which the caller of the allocation then sees. Several threads may call
/// it at once.
@FunctionalInterface
public interface NewHandler {

  /// Frees something, if it can.
  ///
  /// @param store the store that is exhausted
  /// @param byteSize the size asked for, in bytes
  /// @return `true` to try the request again, `false` to give up: the request then ends in
  ///   [OutOfFreeStoreException]
  boolean freeSome(FreeStore store, long byteSize);
}
