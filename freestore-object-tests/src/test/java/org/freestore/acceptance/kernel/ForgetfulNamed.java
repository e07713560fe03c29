// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import org.freestore.ByteArray;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// Has a name that its destructor forgets.
@Struct
public interface ForgetfulNamed {
  @Nullable ByteArray name();

  void name(@Nullable ByteArray value);
}
