// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import org.freestore.ByteArray;
import org.freestore.Owned;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// Owns its name: the destructor deletes it, a copy gets one of its own.
@Struct
public interface OwningNamed {
  @Owned
  @Nullable ByteArray name();

  void name(@Nullable ByteArray value);
}
