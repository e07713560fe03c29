// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// An entry of a [HashTable], as `struct entry` of structures.c.
@Struct
public interface TableEntry {
  /// Returns the key.
  long key();

  /// Sets the key.
  void key(long value);

  /// Returns the value.
  long value();

  /// Sets the value.
  void value(long value);

  /// Returns the next entry of its bucket.
  @Nullable TableEntry next();

  /// Sets the next entry of its bucket.
  void next(@Nullable TableEntry value);
}
