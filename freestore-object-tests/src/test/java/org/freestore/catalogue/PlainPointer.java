// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// Points to the base.
@Struct
public interface PlainPointer {
  @Nullable Plain target();

  void target(@Nullable Plain value);
}
