// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// Nothing of it may be read before it was written.
@Struct(checkInitialization = true)
interface Careful {
  int amount();

  void amount(int value);

  double rate();

  void rate(double value);

  String remark();

  void remark(String value);

  @Nullable Careful twin();

  void twin(@Nullable Careful value);
}
