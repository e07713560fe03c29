// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import org.freestore.Struct;

/// Does not.
@Struct
public interface Circle extends Shape {
  int radius();

  void radius(int value);
}
