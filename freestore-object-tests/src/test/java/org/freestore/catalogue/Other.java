// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import org.freestore.Struct;

/// Laid out like [Numeral], and unrelated to it.
@Struct
public interface Other {
  int value();

  void value(int value);
}
