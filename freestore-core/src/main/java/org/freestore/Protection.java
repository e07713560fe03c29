// SPDX-License-Identifier: Apache-2.0
package org.freestore;

/// How closely a store watches its raw blocks. Each level includes the one before.
///
/// | level | found | cost of a block |
/// |---|---|---|
/// | `STANDARD` | double, foreign and interior frees, frees through the wrong store or of the wrong size | a byte, about a nanosecond |
/// | `SITES` | the same, with where the block was allocated and freed | two stack walks of some microseconds each; of the Java heap some 30 bytes an object, 200 a raw block |
/// | `FULL` | also writes past the end and after the free | 32 bytes and up, both ends written, freed blocks held back |
public enum Protection {
  /// What is always on.
  STANDARD,

  /// Remembers the stack of every allocation and free, and names them in reports.
  SITES,

  /// Surrounds each block with guard bytes that are checked when it is freed; fills freed blocks
  /// with a pattern and holds them back in a quarantine, checking on release that nobody wrote to
  /// them.
  FULL
}
