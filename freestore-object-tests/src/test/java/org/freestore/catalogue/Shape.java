// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Struct;

/// A polymorphic base, with a look into its construction and its destruction.
@Struct(polymorphic = true)
public interface Shape {
  int area();

  void area(int value);

  default int cornerCount(int scale) {
    return 0;
  }

  @Constructor
  static void construct(Shape self) {
    Moments.construction.accept(self);
  }

  @Destructor
  static void destroy(Shape self) {
    Moments.destruction.accept(self);
  }
}
