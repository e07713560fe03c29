// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.Struct;

/// A struct of 32 bytes, as `struct car` of objects.c; with its header a block of 40.
@Struct
public interface Car {
  /// The size of its payload in bytes.
  long BYTES = 32;

  /// Returns its speed.
  long speed();

  /// Sets its speed.
  void speed(long value);

  /// Returns how far it went.
  long distance();

  /// Sets how far it went.
  void distance(long value);

  /// Returns what is left of its fuel.
  long fuel();

  /// Sets what is left of its fuel.
  void fuel(long value);

  /// Returns whose it is.
  long owner();

  /// Sets whose it is.
  void owner(long value);
}
