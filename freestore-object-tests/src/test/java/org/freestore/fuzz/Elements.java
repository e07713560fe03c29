// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

/// What an array consists of.
sealed interface Elements {
  /// Values.
  record Primitives(Primitive type) implements Elements {}

  /// Structs themselves.
  record Structs(Species<?> species) implements Elements {}

  /// Pointers to structs.
  record Pointers(Species<?> species) implements Elements {}
}
