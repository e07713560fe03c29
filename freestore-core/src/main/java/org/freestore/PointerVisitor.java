// SPDX-License-Identifier: Apache-2.0
package org.freestore;

/// Is shown the pointers of an object: [LiveObject#pointers(PointerVisitor)].
@FunctionalInterface
public interface PointerVisitor {

  /// Is shown a pointer that is not null.
  ///
  /// @param path the property or element that it is in: `next`, `engine.part`, `[3].next`; in angle
  ///   brackets for what no property of the struct holds
  /// @param target what it points to, as [StoreObject#reference()]; it may be gone
  /// @param owns whether what it points to ends with the object: it is owned, a text, or shared and
  ///   counted here
  void pointer(String path, long target, boolean owns);
}
