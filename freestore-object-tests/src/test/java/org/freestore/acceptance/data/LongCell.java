// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.data;

import org.freestore.Struct;

/// One `long` on its own: what `new int64_t` makes.
@Struct
public interface LongCell {
  long value();

  void value(long value);
}
