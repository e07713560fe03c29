// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import org.freestore.Struct;

/// Overrides the virtual method.
@Struct
public interface Square extends Shape {
  int side();

  void side(int value);

  @Override
  default int cornerCount(int scale) {
    return 4 * scale;
  }
}
