// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.util.Objects;
import org.freestore.ObjectKind;

/// What is the same of many blocks: blocks of equal type, kind and size share one.
///
/// @param typeName the type or, of an array, the elements', as the Java language writes it; an
///   asterisk behind it says that the elements are pointers. Empty for what has no type
/// @param kind how it came to be; [ObjectKind#RAW] for a raw block
/// @param blockBytes all bytes of all its blocks: with header, rounding, and the raw block that a
///   large payload has
/// @param byteSize of the payload or of all elements, in bytes; of a raw block what may be used
/// @param arrayLength the number of elements, or -1 for what is not an array
public record Shape(
    String typeName, ObjectKind kind, long blockBytes, long byteSize, long arrayLength) {

  /// Checks that nothing is missing.
  public Shape {
    Objects.requireNonNull(typeName, "typeName");
    Objects.requireNonNull(kind, "kind");
  }

  /// Returns type and kind in words: `object of type Car`, `array of type int`, `raw block`.
  public String words() {
    return typeName.isEmpty() ? kind.words() : kind.words() + " of type " + typeName;
  }
}
