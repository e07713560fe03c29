// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import org.freestore.Struct;
import org.freestore.acceptance.data.Parcel;
import org.jspecify.annotations.Nullable;

/// A pointer to a pointer.
@Struct
public interface Link {
  @Nullable Parcel target();

  void target(@Nullable Parcel value);
}
