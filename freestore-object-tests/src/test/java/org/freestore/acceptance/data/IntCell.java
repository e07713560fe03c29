// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.data;

import org.freestore.Struct;

/// One `int` on its own: what `new int` makes.
@Struct
public interface IntCell {
  int value();

  void value(int value);
}
