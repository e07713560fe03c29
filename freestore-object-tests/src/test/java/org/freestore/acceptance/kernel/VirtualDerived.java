// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import org.freestore.ByteArray;
import org.freestore.Owned;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// Owns a name that its base knows nothing of.
@Struct
public interface VirtualDerived extends VirtualBase {
  @Owned
  @Nullable ByteArray name();

  void name(@Nullable ByteArray value);
}
