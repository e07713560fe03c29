// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

/// Makes the exceptions that callers see, which live above this layer.
public interface Complaints {

  /// Returns the exception for a misuse.
  RuntimeException misuse(Misuse misuse);

  /// Asks the new-handler, if there is one, to free something.
  ///
  /// @return whether to try again
  boolean freeSome(long byteSize);

  /// Returns the exception for a request that cannot be served.
  RuntimeException outOfMemory(long byteSize, long inUseBytes, long limitBytes, String storeName);

  /// Returns the exception for a broken invariant.
  RuntimeException corrupted(String invariant);
}
