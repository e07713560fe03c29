// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// Has a cache line to itself.
@Struct(alignment = 64)
interface Lane {
  long ticks();

  void ticks(long value);

  @Nullable Lane next();

  void next(@Nullable Lane value);
}
