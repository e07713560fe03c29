// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import org.freestore.Struct;

/// Wants more alignment than most.
@Struct(alignment = 64)
public interface Aligned {
  long value();

  void value(long value);
}
