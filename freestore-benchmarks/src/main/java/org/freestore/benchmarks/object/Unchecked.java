// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.FreeStore;
import org.freestore.benchmarks.allocator.UnsafeAccess;
import sun.misc.Unsafe;

/// Objects as C has them: raw blocks of Freestore, words of 8 bytes by address, nothing checked.
@SuppressWarnings({"removal", "deprecation"})
final class Unchecked {
  static final Unsafe UNSAFE = UnsafeAccess.UNSAFE;

  private static final FreeStore STORE = FreeStore.global();

  private Unchecked() {}

  static long allocate(long bytes) {
    return STORE.malloc(bytes);
  }

  static void free(long address) {
    STORE.free(address);
  }

  static long get(long address) {
    return UNSAFE.getLong(address);
  }

  static void put(long address, long value) {
    UNSAFE.putLong(address, value);
  }
}
