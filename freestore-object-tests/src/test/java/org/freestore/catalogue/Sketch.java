// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import org.freestore.Constructor;
import org.freestore.Struct;

/// An abstract class whose constructor calls what only its heirs have.
@Struct(polymorphic = true)
public interface Sketch {
  int lines();

  void lines(int value);

  void draw(int thickness, int colour);

  @Constructor
  static void construct(Sketch self) {
    self.draw(1, 2);
  }
}
