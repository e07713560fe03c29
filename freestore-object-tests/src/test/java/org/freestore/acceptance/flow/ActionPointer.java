// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// A pointer to the base: what it points to is found out by the object's header.
@Struct
public interface ActionPointer {
  @Nullable Action target();

  void target(@Nullable Action value);
}
