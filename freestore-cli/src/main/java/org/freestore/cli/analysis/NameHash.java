// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

/// Spreads recorded addresses, which are multiples of 16 close to each other, over a hash table.
final class NameHash {
  private NameHash() {}

  /// Returns 32 bits, each of which depends on all of `name` (the finalizer of MurmurHash3).
  static int of(long name) {
    long hash = (name ^ name >>> 33) * 0xff51_afd7_ed55_8ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ce_b9fe_1a85_ec53L;
    return (int) (hash ^ hash >>> 33);
  }
}
