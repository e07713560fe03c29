// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.freestore.Struct;

/// Trivial to destroy.
@Struct
interface Cell {
  long value();

  void value(long value);
}
