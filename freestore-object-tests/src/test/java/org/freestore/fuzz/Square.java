// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Struct;

/// Another kind of shape, trivial but for its base.
@Struct
interface Square extends Shape {
  int side();

  void side(int value);

  @Override
  default long area() {
    return (long) side() * side();
  }

  @Override
  default String kindName() {
    return "Square";
  }
}
