// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// A pointer to the base.
@Struct
public interface VirtualBasePointer {
  @Nullable VirtualBase target();

  void target(@Nullable VirtualBase value);
}
