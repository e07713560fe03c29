// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.IntArray;
import org.freestore.Length;
import org.freestore.Struct;

/// Too large for a block of a slab, and trivial.
@Struct
interface Slate {
  @Length(400)
  IntArray cells();

  long checksum();

  void checksum(long value);
}
