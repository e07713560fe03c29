// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.Serial;

/// An array whose length is negative, or so large that no memory can hold it; nothing was
/// allocated. C++ calls this `std::bad_array_new_length` (\[new.badlength\]).
public final class BadArrayLengthException extends OutOfFreeStoreException {
  @Serial private static final long serialVersionUID = 1;

  private final long length;

  BadArrayLengthException(
      long length, long elementBytes, long inUseBytes, long limitBytes, String store) {
    super(
        "length of an array is "
            + (length < 0 ? "negative" : "too large")
            + ": length="
            + length
            + " elementBytes="
            + elementBytes
            + " store="
            + store,
        requestedBytes(length, elementBytes),
        inUseBytes,
        limitBytes);
    this.length = length;
  }

  private static long requestedBytes(long length, long elementBytes) {
    if (length < 0) {
      return 0;
    }
    boolean overflows = length > Long.MAX_VALUE / elementBytes;
    return overflows ? Long.MAX_VALUE : length * elementBytes;
  }

  /// Returns the length asked for.
  public long length() {
    return length;
  }
}
