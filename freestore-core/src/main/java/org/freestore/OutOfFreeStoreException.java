// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.Serial;

/// A request that a store cannot serve: its limit is reached, or the system has no more memory or
/// address space, and the [NewHandler], if there is one, gave up.
///
/// Nothing was allocated; the store is intact, and serves smaller requests, or equal ones after
/// something was freed. C++ calls this `std::bad_alloc` (\[new.delete.single\]).
public sealed class OutOfFreeStoreException extends FreeStoreException
    permits BadArrayLengthException {
  @Serial private static final long serialVersionUID = 1;

  private final long requestedBytes;
  private final long inUseBytes;
  private final long limitBytes;

  OutOfFreeStoreException(
      String headline, long requestedBytes, long inUseBytes, long limitBytes, String store) {
    this(
        headline
            + ": requestedBytes="
            + requestedBytes
            + " inUseBytes="
            + inUseBytes
            + " limitBytes="
            + (limitBytes == Long.MAX_VALUE ? "none" : Long.toString(limitBytes))
            + " store="
            + store,
        requestedBytes,
        inUseBytes,
        limitBytes);
  }

  OutOfFreeStoreException(String message, long requestedBytes, long inUseBytes, long limitBytes) {
    super(message);
    this.requestedBytes = requestedBytes;
    this.inUseBytes = inUseBytes;
    this.limitBytes = limitBytes;
  }

  /// Returns the size asked for, in bytes; `Long.MAX_VALUE` where that is more than can be
  /// expressed.
  public long requestedBytes() {
    return requestedBytes;
  }

  /// Returns the bytes in live blocks when the request failed.
  public long inUseBytes() {
    return inUseBytes;
  }

  /// Returns the store's limit, in bytes; `Long.MAX_VALUE` where it has none.
  public long limitBytes() {
    return limitBytes;
  }
}
