// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Struct;

/// Small and trivial; mostly a part of something.
@Struct
interface Point {
  int x();

  void x(int value);

  int y();

  void y(int value);
}
