// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.freestore.Struct;

/// The first struct of the documentation.
@Struct
interface Car {
  int speed();

  void speed(int value);
}
