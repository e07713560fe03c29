// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// An object of [ManyObjects], as `struct link` of many_objects.c.
@Struct
public interface Particle {
  /// The size of its payload in bytes.
  int BYTES = 24;

  /// Returns the next one.
  @Nullable Particle next();

  /// Sets the next one.
  void next(@Nullable Particle value);

  /// Returns its value.
  long value();

  /// Sets its value.
  void value(long value);

  /// Returns its number.
  long id();

  /// Sets its number.
  void id(long value);
}
