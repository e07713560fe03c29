// SPDX-License-Identifier: Apache-2.0
package org.freestore;

/// Is shown the live objects of a store: [FreeStore#walkObjects(ObjectVisitor)].
@FunctionalInterface
public interface ObjectVisitor {

  /// Is shown an object.
  void object(LiveObject object);
}
