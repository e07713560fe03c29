// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import org.freestore.Inline;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// A struct by value, and a pointer to one.
@Struct
public interface Pair {
  @Inline
  Numeral embedded();

  @Nullable Numeral pointer();

  void pointer(@Nullable Numeral value);
}
