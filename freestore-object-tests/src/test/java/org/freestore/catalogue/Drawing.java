// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import org.freestore.Struct;

/// Has it, too late.
@Struct
public interface Drawing extends Sketch {
  @Override
  default void draw(int thickness, int colour) {
    lines(lines() + 1);
  }
}
