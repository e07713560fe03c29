// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import org.freestore.Struct;

/// More strictly aligned than any block is by itself.
@Struct(alignment = 64)
interface Wide {
  long value();

  void value(long value);
}
